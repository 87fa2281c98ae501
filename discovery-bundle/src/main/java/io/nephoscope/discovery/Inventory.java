package io.nephoscope.discovery;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.openstack.Server;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances on a hypervisor. The list of domains is read each time; their descriptions only for those
 * that are new, were started anew, have other devices than before or that libvirt told something of, and
 * from time to time for all, since not each driver tells.
 */
final class Inventory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

    private final Hypervisor hypervisor;
    private final InstanceFactory factory;
    private final Duration refresh;
    private final LongSupplier nanoTime;
    private final StaleDescriptions stale;
    private Map<UUID, CachedDomain> entries = Map.of();

    Inventory(Hypervisor hypervisor, InstanceFactory factory, Duration refresh, LongSupplier nanoTime) {
        this.hypervisor = hypervisor;
        this.factory = factory;
        this.refresh = refresh;
        this.nanoTime = nanoTime;
        stale = new StaleDescriptions(hypervisor.watch(), nanoTime.getAsLong());
    }

    /** Tells of instances what the hypervisor does not know. */
    @FunctionalInterface
    interface Supplement {

        /**
         * What is known.
         *
         * @param hasDirectory whether there is somebody who can ask Nova
         */
        record Answer(Map<UUID, Server> servers, boolean hasDirectory) {

            /** Nobody knows anything. */
            static final Answer NONE = new Answer(Map.of(), false);
        }

        /** @param withoutFlavorId those of the instances whose domains do not tell the id of their flavor */
        Answer of(Set<UUID> instances, Set<UUID> withoutFlavorId) throws InterruptedException;
    }

    /**
     * All instances of now.
     *
     * @param supplement asked once, under no lock
     */
    Collection<Resource> instances(Supplement supplement) throws HypervisorException, InterruptedException {
        Map<UUID, InstanceState> states = read();
        return instances(states, supplement.of(states.keySet(), withoutFlavorId(states.keySet())));
    }

    private synchronized Set<UUID> withoutFlavorId(Set<UUID> instances) {
        Set<UUID> lacking = new HashSet<>();
        for (UUID instance : instances) {
            CachedDomain entry = entries.get(instance);
            if (entry != null && entry.lacksFlavorId()) {
                lacking.add(instance);
            }
        }
        return lacking;
    }

    /** Reads what is new, and the states of all instances. */
    private synchronized Map<UUID, InstanceState> read() throws HypervisorException {
        stale.readEvents(nanoTime.getAsLong());
        Map<UUID, CachedDomain> present = new HashMap<>();
        Map<UUID, InstanceState> states = new LinkedHashMap<>();
        for (DomainStats row : hypervisor.domains().domains()) {
            UUID uuid = row.domain().uuid();
            CachedDomain entry = entry(row);
            present.put(uuid, entry);
            if (entry.description().isPresent()) {
                states.put(uuid, InstanceState.of(row.number("state.state").orElse(0)));
            }
        }
        entries = present;
        stale.clear();
        return states;
    }

    private synchronized Collection<Resource> instances(Map<UUID, InstanceState> states, Supplement.Answer answer) {
        List<Resource> instances = new ArrayList<>();
        states.forEach((uuid, state) -> {
            VolatileState volatileState = new VolatileState(
                    state, answer.servers().getOrDefault(uuid, Server.UNKNOWN), answer.hasDirectory());
            CachedDomain entry = entries.computeIfPresent(uuid, (same, known) -> known.in(volatileState, factory));
            if (entry != null) {
                entry.resource().ifPresent(instances::add);
            }
        });
        return instances;
    }

    /** Hears no more of the hypervisor. */
    @Override
    public void close() {
        stale.close();
    }

    private CachedDomain entry(DomainStats row) throws HypervisorException {
        CachedDomain known = entries.get(row.domain().uuid());
        return known == null || mustBeRead(known, row.domain()) ? read(row.domain(), known) : known;
    }

    private boolean mustBeRead(CachedDomain known, DomainRef now) {
        return known.mustBeRead(now, nanoTime.getAsLong() - refresh.toNanos())
                || stale.contains(now.uuid(), known.readAtNanos());
    }

    private CachedDomain read(DomainRef domain, @Nullable CachedDomain known) throws HypervisorException {
        long now = nanoTime.getAsLong();
        try {
            Optional<String> xml = hypervisor.describe(domain);
            Optional<DomainDescription> description =
                    xml.isEmpty() ? Optional.empty() : DomainDescription.parse(xml.get());
            return known != null && known.describes(domain, description)
                    ? known.readAgain(domain, now)
                    : CachedDomain.of(domain, description, "", now);
        } catch (DescriptionException e) {
            return told(CachedDomain.of(domain, Optional.empty(), String.valueOf(e.getMessage()), now), known);
        } catch (HypervisorException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return told(unread(domain, String.valueOf(e.getMessage()), known), known);
        }
    }

    /** What is known of a domain that cannot be read now: what was known of it before. To be read next time. */
    private CachedDomain unread(DomainRef domain, String complaint, @Nullable CachedDomain known) {
        long overdue = nanoTime.getAsLong() - refresh.toNanos();
        return known != null && known.isNamed(domain)
                ? known.unread(domain, complaint, overdue)
                : CachedDomain.of(domain, Optional.empty(), complaint, overdue);
    }

    private static CachedDomain told(CachedDomain fresh, @Nullable CachedDomain known) {
        if (known == null || !known.complaint().equals(fresh.complaint())) {
            String consequence = fresh.description().isEmpty() ? "left out of" : "as it was before in";
            LOG.warn(
                    "Domain {} is {} local_instances: {}",
                    OneLine.of(fresh.domain().name()),
                    consequence,
                    fresh.complaint());
        }
        return fresh;
    }
}
