package io.nephoscope.discovery;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.openstack.ServerDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Finds the instances on this hypervisor by the metadata that Nova leaves in their domains. */
@Component(configurationPid = LocalInstances.PID)
@DiscoveryService(name = "local_instances", namespace = "compute")
@Designate(ocd = LocalInstances.Config.class)
public final class LocalInstances implements Discovery {

    static final String PID = "io.nephoscope.discovery.local_instances";

    /** How instances are found. */
    @ObjectClassDefinition(name = "Nephoscope instance discovery")
    public @interface Config {

        @AttributeDefinition(
                name = "Host",
                description = "This host's name in Nova, as in nova.conf; by default the host name")
        String host() default "";

        @AttributeDefinition(
                name = "Refresh",
                description = "Seconds after which the description of a domain that seems unchanged is read again")
        int refresh_seconds() default 600;

        @AttributeDefinition(
                name = "Method",
                description = "How instances are found: libvirt_metadata; naive and workload_partitioning ask Nova",
                options = {
                    @Option(label = "by the metadata of domains", value = DiscoveryMethod.LIBVIRT_METADATA),
                    @Option(label = "by Nova", value = DiscoveryMethod.NAIVE),
                    @Option(label = "by Nova, in parts", value = DiscoveryMethod.WORKLOAD_PARTITIONING)
                })
        String instance_discovery_method() default DiscoveryMethod.LIBVIRT_METADATA;

        @AttributeDefinition(
                name = "Fetch extra metadata",
                description = "Whether Nova is asked for what users wrote down about their servers")
        boolean fetch_extra_metadata() default false;

        @AttributeDefinition(
                name = "Reserved metadata namespace",
                description = "Prefixes of users' keys that become part of the samples, separated by commas")
        String reserved_metadata_namespace() default "metering.";

        @AttributeDefinition(
                name = "Reserved metadata keys",
                description = "Other keys of users that become part of the samples, separated by commas")
        String reserved_metadata_keys() default "";

        @AttributeDefinition(
                name = "Reserved metadata length",
                description = "Characters after which the values of such keys are cut")
        int reserved_metadata_length() default 256;
    }

    private final Inventory inventory;
    private final ServerCache servers = new ServerCache();
    private final DiscoveryMethod method;

    /** Asked only if extra metadata are to be fetched. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ServerDirectory directory;

    @Activate
    public LocalInstances(@Reference Hypervisor hypervisor, Config config) {
        this(
                hypervisor,
                factory(config),
                Duration.ofSeconds(config.refresh_seconds()),
                new DiscoveryMethod(config.instance_discovery_method().strip(), config.fetch_extra_metadata()));
    }

    /**
     * A discovery outside a container.
     *
     * @param host this host's name in Nova
     * @param refresh the age at which a domain's description is read again
     */
    public LocalInstances(Hypervisor hypervisor, String host, Duration refresh) {
        this(hypervisor, new InstanceFactory(host, ReservedMetadata.NONE), refresh, DiscoveryMethod.DEFAULT);
    }

    LocalInstances(Hypervisor hypervisor, InstanceFactory factory, Duration refresh, DiscoveryMethod method) {
        inventory = new Inventory(hypervisor, factory, refresh, System::nanoTime);
        this.method = method;
    }

    /** Hears no more of the hypervisor. */
    @Deactivate
    public void close() {
        inventory.close();
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        if (!method.isKnown()) {
            throw new DiscoveryException(method.complaint());
        }
        try {
            return inventory.instances(ids -> method.fetchesExtra() ? servers.of(ids, directory) : Map.of());
        } catch (HypervisorException e) {
            throw new DiscoveryException("libvirt cannot list its domains: " + e.getMessage(), e);
        }
    }

    private static InstanceFactory factory(Config config) {
        return new InstanceFactory(
                config.host().isEmpty() ? hostName() : config.host(),
                ReservedMetadata.of(
                        config.reserved_metadata_namespace(),
                        config.reserved_metadata_keys(),
                        config.reserved_metadata_length()));
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return localHost();
        }
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
