package io.nephoscope.discovery;

import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
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
import java.util.function.Supplier;
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
    /** Of the servers that Nova lists, those without a domain, and those that have or had one. */
    private Map<UUID, CachedDomain.Current> withoutDomain = Map.of();

    private Map<UUID, NovaServer> wereHere = Map.of();
    /** Instances that cannot be made, of which the operator was told. */
    private final Set<UUID> unusable = new HashSet<>();

    Inventory(Hypervisor hypervisor, InstanceFactory factory, Duration refresh, LongSupplier nanoTime) {
        this.hypervisor = hypervisor;
        this.factory = factory;
        this.refresh = refresh;
        this.nanoTime = nanoTime;
        stale = new StaleDescriptions(hypervisor.watch(), nanoTime.getAsLong());
    }

    /**
     * All instances of now.
     *
     * @param supplement asked once, under no lock
     */
    Collection<Resource> instances(Supplement supplement) throws HypervisorException, InterruptedException {
        Map<UUID, InstanceState> states = read();
        Map<UUID, String> flavors = flavorsWithoutId(states.keySet());
        Supplement.Answer answer = supplement.of(states.keySet(), flavors);
        return instances(states, flavors, answer);
    }

    private synchronized Map<UUID, String> flavorsWithoutId(Set<UUID> instances) {
        Map<UUID, String> names = new HashMap<>();
        for (UUID instance : instances) {
            CachedDomain entry = entries.get(instance);
            if (entry != null) {
                entry.flavorWithoutId().ifPresent(name -> names.put(instance, name));
            }
        }
        return names;
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

    private synchronized Collection<Resource> instances(
            Map<UUID, InstanceState> states, Map<UUID, String> flavors, Supplement.Answer answer) {
        List<Resource> instances = new ArrayList<>();
        states.forEach((uuid, state) -> {
            VolatileState now = answer.about(uuid, state, flavors.get(uuid));
            made(uuid, () -> {
                        CachedDomain entry = entries.computeIfPresent(uuid, (same, known) -> known.in(now, factory));
                        return entry == null ? Optional.empty() : entry.resource();
                    })
                    .ifPresent(instances::add);
        });
        unusable.retainAll(states.keySet());
        return instances;
    }

    /** One instance, unless it cannot be made: metadata that are more than a sample may have cost itself alone. */
    private Optional<Resource> made(UUID uuid, Supplier<Optional<Resource>> maker) {
        try {
            Optional<Resource> resource = maker.get();
            unusable.remove(uuid);
            return resource;
        } catch (IllegalArgumentException e) {
            if (unusable.add(uuid)) {
                LOG.warn("Instance {} is left out of local_instances: {}", uuid, OneLine.of(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    /**
     * The instances that Nova lists, with the devices of their domains. One whose domain was here and is gone was moved
     * or deleted since, and is left out until Nova lists it otherwise.
     */
    synchronized Collection<Resource> instances(Collection<NovaServer> servers) throws HypervisorException {
        read();
        Map<UUID, CachedDomain.Current> without = new HashMap<>();
        Map<UUID, NovaServer> here = new HashMap<>();
        List<Resource> instances = new ArrayList<>();
        for (NovaServer server : servers) {
            boolean hasDomain = entries.containsKey(server.id());
            boolean lostDomain = !hasDomain && server.equals(wereHere.get(server.id()));
            if (hasDomain || lostDomain) {
                here.put(server.id(), server);
            }
            if (!lostDomain) {
                made(server.id(), () -> Optional.of(resource(server, without))).ifPresent(instances::add);
            }
        }
        withoutDomain = without;
        wereHere = here;
        unusable.retainAll(servers.stream().map(NovaServer::id).collect(toSet()));
        return instances;
    }

    /** @param without takes note of the instance if its domain tells nothing */
    private Resource resource(NovaServer server, Map<UUID, CachedDomain.Current> without) {
        CachedDomain entry = entries.computeIfPresent(server.id(), (same, known) -> known.in(server, factory));
        if (entry != null && entry.resource().isPresent()) {
            return entry.resource().get();
        }
        CachedDomain.Current known = withoutDomain.get(server.id());
        CachedDomain.Current bare = known != null && known.situation().equals(server)
                ? known
                : CachedDomain.Current.of(server, factory.instance(server));
        without.put(server.id(), bare);
        return bare.resource();
    }

    /** How many domains are here that Nova made. */
    synchronized long size() {
        return entries.values().stream()
                .filter(entry -> entry.description().isPresent())
                .count();
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
