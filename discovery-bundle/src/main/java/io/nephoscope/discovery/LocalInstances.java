package io.nephoscope.discovery;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerDirectory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Finds the instances on this hypervisor by the metadata that Nova leaves in their domains. They belong to this host's
 * agent alone. Thread-safe.
 */
@Component
@DiscoveryService(name = "local_instances", namespace = "compute", group = "")
public final class LocalInstances implements Discovery {

    private final Hypervisor hypervisor;
    private final Supplier<DiscoverySettings> settings;
    private final ServerCache servers = new ServerCache();
    /** What the inventory was made with. Guarded by this object, as the inventory is. */
    private DiscoverySettings inUse;

    private Inventory inventory;

    /** Asked for what domains do not tell. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ServerDirectory directory;

    @Activate
    public LocalInstances(@Reference Hypervisor hypervisor, @Reference DiscoveryConfiguration configuration) {
        this(hypervisor, configuration::settings);
    }

    /**
     * A discovery outside a container.
     *
     * @param host this host's name in Nova
     * @param refresh the age at which a domain's description is read again
     */
    public LocalInstances(Hypervisor hypervisor, String host, Duration refresh) {
        this(hypervisor, () -> new DiscoverySettings(new InstanceFactory(host, ReservedMetadata.NONE), refresh, false));
    }

    LocalInstances(Hypervisor hypervisor, Supplier<DiscoverySettings> settings) {
        this.hypervisor = hypervisor;
        this.settings = settings;
        inUse = settings.get();
        inventory = inventory(hypervisor, inUse);
    }

    /** Hears no more of the hypervisor. */
    @Deactivate
    public synchronized void close() {
        inventory.close();
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        DiscoverySettings now = settings.get();
        try {
            return inventoryFor(now)
                    .instances((all, withoutFlavorId) -> now.fetchesExtra()
                            ? new Inventory.Supplement.Answer(servers.of(all, directory), directory != null)
                            : flavorIds(withoutFlavorId));
        } catch (HypervisorException e) {
            throw new DiscoveryException("libvirt cannot list its domains: " + e.getMessage(), e);
        }
    }

    /** The ids of flavors alone: of what users wrote down nothing is wanted. */
    private Inventory.Supplement.Answer flavorIds(Set<UUID> withoutFlavorId) throws InterruptedException {
        if (withoutFlavorId.isEmpty()) {
            return Inventory.Supplement.Answer.NONE;
        }
        Map<UUID, Server> flavors = new HashMap<>();
        servers.of(withoutFlavorId, directory)
                .forEach((id, server) -> flavors.put(id, new Server(Map.of(), server.flavorId())));
        return new Inventory.Supplement.Answer(flavors, directory != null);
    }

    /** Another configuration makes other instances of the same domains, so it begins with none. */
    private synchronized Inventory inventoryFor(DiscoverySettings now) {
        if (!now.equals(inUse)) {
            inventory.close();
            inventory = inventory(hypervisor, now);
            inUse = now;
        }
        return inventory;
    }

    private static Inventory inventory(Hypervisor hypervisor, DiscoverySettings settings) {
        return new Inventory(hypervisor, settings.factory(), settings.refresh(), System::nanoTime);
    }
}
