package io.nephoscope.discovery;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.openstack.ServerDirectory;
import io.nephoscope.connector.openstack.cloud.Cloud;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the instances on this hypervisor: by the metadata that Nova leaves in their domains or, where that is configured
 * and there is a cloud, by asking Nova. They belong to this host's agent alone. Thread-safe.
 */
@Component
@DiscoveryService(name = "local_instances", namespace = "compute", group = "")
public final class LocalInstances implements Discovery {

    private static final Logger LOG = LoggerFactory.getLogger(LocalInstances.class);

    private final Hypervisor hypervisor;
    private final Supplier<DiscoverySettings> settings;
    private final NovaSupplement nova = new NovaSupplement();
    /** Guarded by this object. */
    private InUse inUse;

    private boolean emptyListTold;

    /** Asked for what domains do not tell. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ServerDirectory directory;

    /** Asked for the instances themselves. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Cloud cloud;

    /** What is remembered by settings that count until there are others. */
    private record InUse(DiscoverySettings settings, Inventory inventory, Optional<ServerList> servers) {

        static InUse of(DiscoverySettings settings, Hypervisor hypervisor) {
            return new InUse(
                    settings,
                    new Inventory(hypervisor, settings.factory(), settings.refresh(), System::nanoTime),
                    settings.listing()
                            .map(listing -> new ServerList(
                                    settings.factory().host(), listing, System::nanoTime, InstantSource.system())));
        }
    }

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
        inUse = InUse.of(settings.get(), hypervisor);
    }

    /** Hears no more of the hypervisor. */
    @Deactivate
    public synchronized void close() {
        inUse.inventory().close();
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        InUse now = inUse(settings.get().naming(request.wantsNames()));
        Cloud asked = cloud;
        try {
            return asked == null || now.servers().isEmpty()
                    ? byDomains(now, request)
                    : byNova(now.servers().get(), asked, now.inventory(), request);
        } catch (HypervisorException e) {
            throw new DiscoveryException("libvirt cannot list its domains: " + e.getMessage(), e);
        }
    }

    private Collection<Resource> byDomains(InUse now, DiscoveryRequest request)
            throws HypervisorException, InterruptedException {
        NovaSupplement.Limits limits = NovaSupplement.Limits.of(now.settings(), request.remaining());
        ServerDirectory asked = directory;
        return now.inventory().instances((instances, flavors) -> nova.of(instances, flavors, asked, limits));
    }

    private Collection<Resource> byNova(ServerList servers, Cloud asked, Inventory inventory, DiscoveryRequest request)
            throws HypervisorException, DiscoveryException, InterruptedException {
        Collection<NovaServer> listed = servers.of(asked, request.remaining());
        Collection<Resource> instances = inventory.instances(listed);
        tellEmptyList(listed.isEmpty() ? inventory.size() : 0);
        return instances;
    }

    /** A name that Nova does not know the host by leads to a list that is empty. */
    private synchronized void tellEmptyList(long domains) {
        if (domains > 0 && !emptyListTold) {
            LOG.warn(
                    "Nova lists no server on host {}, where {} domains of its own are: set host as nova.conf has it, in"
                            + " etc/{}.cfg",
                    inUse.settings().factory().host(),
                    domains,
                    DiscoveryConfiguration.PID);
        }
        emptyListTold = domains > 0;
    }

    /** Another configuration makes other instances of the same domains, so it begins with none. */
    private synchronized InUse inUse(DiscoverySettings now) {
        if (!now.equals(inUse.settings())) {
            inUse.inventory().close();
            inUse = InUse.of(now, hypervisor);
        }
        return inUse;
    }
}
