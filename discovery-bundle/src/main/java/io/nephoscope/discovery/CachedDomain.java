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
    record Current(VolatileState volatileState, Resource resource) {

        boolean isOutdated() {
            return resource.as(Instance.class).filter(Instance::isOutdated).isPresent();
        }
    }

    static CachedDomain of(
            DomainRef domain, Optional<DomainDescription> description, String complaint, long readAtNanos) {
        return new CachedDomain(domain, description, complaint, readAtNanos, Optional.empty());
    }

    boolean lacksFlavorId() {
        return description.filter(read -> !read.nova().flavor().hasId()).isPresent();
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

    /** This entry with its instance in a state; itself if it already is. */
    CachedDomain in(VolatileState volatileState, InstanceFactory factory) {
        if (description.isEmpty()
                || current.filter(now -> now.volatileState().equals(volatileState))
                        .isPresent()) {
            return this;
        }
        Instance instance = factory.instance(domain, volatileState, description.get());
        Resource resource = new Resource(instance.uuid().toString(), instance);
        return new CachedDomain(
                domain, description, complaint, readAtNanos, Optional.of(new Current(volatileState, resource)));
    }
}
