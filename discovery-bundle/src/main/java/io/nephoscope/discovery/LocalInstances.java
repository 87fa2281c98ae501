package io.nephoscope.discovery;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

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
    }

    private final Inventory inventory;

    @Activate
    public LocalInstances(@Reference Hypervisor hypervisor, Config config) {
        this(
                hypervisor,
                config.host().isEmpty() ? hostName() : config.host(),
                Duration.ofSeconds(config.refresh_seconds()));
    }

    /**
     * A discovery outside a container.
     *
     * @param host this host's name in Nova
     * @param refresh the age at which a domain's description is read again
     */
    public LocalInstances(Hypervisor hypervisor, String host, Duration refresh) {
        inventory = new Inventory(hypervisor, new InstanceFactory(host), refresh, System::nanoTime);
    }

    /** Hears no more of the hypervisor. */
    @Deactivate
    public void close() {
        inventory.close();
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException {
        try {
            return inventory.instances();
        } catch (HypervisorException e) {
            throw new DiscoveryException("libvirt cannot list its domains: " + e.getMessage(), e);
        }
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
