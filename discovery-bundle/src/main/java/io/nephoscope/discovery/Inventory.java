package io.nephoscope.discovery;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Doubts doubts;
    private Map<UUID, Entry> entries = new HashMap<>();

    Inventory(Hypervisor hypervisor, InstanceFactory factory, Duration refresh, LongSupplier nanoTime) {
        this.hypervisor = hypervisor;
        this.factory = factory;
        this.refresh = refresh;
        this.nanoTime = nanoTime;
        doubts = new Doubts(hypervisor.watch(), nanoTime.getAsLong());
    }

    /** All instances of now. */
    synchronized Collection<Resource> instances() throws HypervisorException {
        doubts.hear(nanoTime.getAsLong());
        Map<UUID, Entry> present = new HashMap<>();
        List<Resource> instances = new ArrayList<>();
        for (DomainStats row : hypervisor.domains().domains()) {
            Entry entry = entry(row);
            present.put(row.domain().uuid(), entry);
            entry.resource().ifPresent(instances::add);
        }
        entries = present;
        doubts.settle();
        return instances;
    }

    /** Hears no more of the hypervisor. */
    @Override
    public void close() {
        doubts.close();
    }

    private Entry entry(DomainStats row) throws HypervisorException {
        Entry known = entries.get(row.domain().uuid());
        InstanceState state = InstanceState.of(row.number("state.state").orElse(0));
        if (known == null || mustBeRead(known, row.domain())) {
            return read(row.domain(), known).in(state, factory);
        }
        return known.in(state, factory);
    }

    private boolean mustBeRead(Entry known, DomainRef now) {
        return known.mustBeRead(now, nanoTime.getAsLong() - refresh.toNanos())
                || doubts.concern(now.uuid(), known.readAtNanos());
    }

    private Entry read(DomainRef domain, @Nullable Entry known) throws HypervisorException {
        long now = nanoTime.getAsLong();
        try {
            Optional<String> xml = hypervisor.describe(domain);
            Optional<DomainDescription> description =
                    xml.isEmpty() ? Optional.empty() : DomainDescription.parse(xml.get());
            return known != null && known.describes(domain, description)
                    ? known.readAgain(domain, now)
                    : Entry.of(domain, description, "", now);
        } catch (DescriptionException e) {
            return told(Entry.of(domain, Optional.empty(), String.valueOf(e.getMessage()), now), known);
        } catch (HypervisorException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return told(unread(domain, String.valueOf(e.getMessage()), known), known);
        }
    }

    /** What is known of a domain that cannot be read now: what was known of it before. To be read next time. */
    private Entry unread(DomainRef domain, String complaint, @Nullable Entry known) {
        long overdue = nanoTime.getAsLong() - refresh.toNanos();
        return known != null && known.isNamed(domain)
                ? known.unread(domain, complaint, overdue)
                : Entry.of(domain, Optional.empty(), complaint, overdue);
    }

    private static Entry told(Entry fresh, @Nullable Entry known) {
        if (known == null || !known.complaint().equals(fresh.complaint())) {
            String consequence = fresh.description().isEmpty() ? "left out of" : "as it was before in";
            LOG.warn("Domain {} is {} local_instances: {}", fresh.domain().name(), consequence, fresh.complaint());
        }
        return fresh;
    }
}
