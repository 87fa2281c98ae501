package io.nephoscope.discovery;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Instance;
import java.util.Optional;

/**
 * What is known of a domain.
 *
 * @param description empty for domains that are no instances
 * @param complaint why the domain cannot be an instance, though it seems to be one, or could not be
 *     described anew; else empty
 * @param readAtNanos when the description was read
 * @param current the instance made of it; empty until a state is known
 */
record CachedDomain(
        DomainRef domain,
        Optional<DomainDescription> description,
        String complaint,
        long readAtNanos,
        Optional<Current> current) {

    /** An instance in a state. */
    record Current(Situation situation, Resource resource) {

        static Current of(Situation situation, Instance instance) {
            return new Current(situation, new Resource(instance.uuid().toString(), instance));
        }

        boolean isOutdated() {
            return resource.as(Instance.class).filter(Instance::isOutdated).isPresent();
        }
    }

    static CachedDomain of(
            DomainRef domain, Optional<DomainDescription> description, String complaint, long readAtNanos) {
        return new CachedDomain(domain, description, complaint, readAtNanos, Optional.empty());
    }

    /** The name of a flavor whose id the domain does not tell. */
    Optional<String> flavorWithoutId() {
        return description
                .map(read -> read.nova().flavor())
                .filter(flavor -> !flavor.hasId())
                .map(NovaFlavor::name);
    }

    Optional<Resource> resource() {
        return current.map(Current::resource);
    }

    /** Whether the description may be wrong by now. */
    boolean mustBeRead(DomainRef now, long oldestReadAtNanos) {
        return !domain.equals(now)
                || readAtNanos - oldestReadAtNanos < 0
                || current.filter(Current::isOutdated).isPresent();
    }

    /** Whether this entry is still true, so that its instance can stay what it is. */
    boolean describes(DomainRef now, Optional<DomainDescription> newDescription) {
        return complaint.isEmpty()
                && isNamed(now)
                && description.equals(newDescription)
                && current.filter(Current::isOutdated).isEmpty();
    }

    boolean isNamed(DomainRef now) {
        return domain.name().equals(now.name());
    }

    /** This entry of a domain that could not be read again. */
    CachedDomain unread(DomainRef now, String why, long nanos) {
        return new CachedDomain(now, description, why, nanos, current);
    }

    CachedDomain readAgain(DomainRef now, long nanos) {
        return new CachedDomain(now, description, complaint, nanos, current);
    }

    /** This entry with its instance in a situation; itself if it already is, or if it is none. */
    CachedDomain in(Situation situation, InstanceFactory factory) {
        if (description.isEmpty()
                || current.filter(now -> now.situation().equals(situation)).isPresent()) {
            return this;
        }
        Instance instance = situation instanceof NovaServer server
                ? factory.instance(server, domain, description.get())
                : factory.instance(domain, (VolatileState) situation, description.get());
        return new CachedDomain(
                domain, description, complaint, readAtNanos, Optional.of(Current.of(situation, instance)));
    }
}
