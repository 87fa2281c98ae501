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
 * The instances on a hypervisor. Descriptions are read for domains that are new, were started anew or
 * have other devices than before, and from time to time for all, since nothing tells that metadata was
 * edited.
 */
final class Inventory {

    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

    private final Hypervisor hypervisor;
    private final InstanceFactory factory;
    private final Duration refresh;
    private final LongSupplier nanoTime;
    private Map<UUID, Entry> entries = new HashMap<>();

    Inventory(Hypervisor hypervisor, InstanceFactory factory, Duration refresh, LongSupplier nanoTime) {
        this.hypervisor = hypervisor;
        this.factory = factory;
        this.refresh = refresh;
        this.nanoTime = nanoTime;
    }

    /** All instances of now. */
    synchronized Collection<Resource> instances() throws HypervisorException {
        Map<UUID, Entry> present = new HashMap<>();
        List<Resource> instances = new ArrayList<>();
        for (DomainStats row : hypervisor.domains().domains()) {
            Entry entry = entry(row);
            present.put(row.domain().uuid(), entry);
            entry.resource().ifPresent(instances::add);
        }
        entries = present;
        return instances;
    }

    private Entry entry(DomainStats row) throws HypervisorException {
        Entry known = entries.get(row.domain().uuid());
        InstanceState state = InstanceState.of(row.number("state.state").orElse(0));
        if (known == null || known.mustBeRead(row.domain(), nanoTime.getAsLong() - refresh.toNanos())) {
            return read(row.domain(), state, known);
        }
        return known.in(state, factory);
    }

    private Entry read(DomainRef domain, InstanceState state, @Nullable Entry known) throws HypervisorException {
        Entry fresh = read(domain);
        if (known != null && known.describes(domain, fresh.description())) {
            return known.readAgain(domain, fresh.readAtNanos()).in(state, factory);
        }
        if (!fresh.complaint().isEmpty() && (known == null || !known.complaint().equals(fresh.complaint()))) {
            LOG.warn("Domain {} is left out of local_instances: {}", domain.name(), fresh.complaint());
        }
        return fresh.in(state, factory);
    }

    private Entry read(DomainRef domain) throws HypervisorException {
        long now = nanoTime.getAsLong();
        try {
            Optional<String> xml = hypervisor.describe(domain);
            return Entry.of(domain, xml.isEmpty() ? Optional.empty() : DomainDescription.parse(xml.get()), "", now);
        } catch (DescriptionException e) {
            return Entry.of(domain, Optional.empty(), String.valueOf(e.getMessage()), now);
        } catch (HypervisorException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return Entry.of(domain, Optional.empty(), String.valueOf(e.getMessage()), now - refresh.toNanos());
        }
    }
}
