package io.nephoscope.connector.libvirt.session;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.monitor.MonitorLimits;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the {@link Hypervisor} service while libvirt can be reached, and tells the operator why when
 * it cannot. A changed configuration is a new component, and so a new connection.
 */
@Component(service = HealthReporter.class, immediate = true, configurationPid = LibvirtConnector.PID)
@Designate(ocd = LibvirtConnector.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.nephoscope.connector.libvirt.Hypervisor\"",
        effective = "active")
public final class LibvirtConnector implements HealthReporter, Supervisor.Audience {

    static final String PID = "io.nephoscope.connector.libvirt";

    /** Where libvirt is. */
    @ObjectClassDefinition(name = "Nephoscope libvirt connector")
    public @interface Config {

        @AttributeDefinition(
                name = "URI",
                description = "Libvirt's connection URI, such as qemu:///system; by default that of the type")
        String uri() default "";

        @AttributeDefinition(
                name = "Type",
                description = "Libvirt's driver, where there is no URI: kvm, qemu, lxc, parallels, uml or xen")
        String type() default Drivers.KVM;

        @AttributeDefinition(
                name = "Transport",
                description = "How to speak with libvirt: through its library (native), directly with the daemon (rpc),"
                        + " or directly where the daemon is on this machine (auto)",
                options = {
                    @Option(label = "as the URI allows", value = Transports.AUTO),
                    @Option(label = "through libvirt's library", value = Transports.NATIVE),
                    @Option(label = "directly with the daemon", value = Transports.RPC)
                })
        String transport() default Transports.AUTO;

        @AttributeDefinition(
                name = "Probe interval",
                description = "Seconds from one check of the connection to the next")
        int probe_seconds() default 2;

        @AttributeDefinition(
                name = "Answer time",
                description = "Seconds after which a daemon that does not answer counts as gone")
        int answer_seconds() default 10;

        @AttributeDefinition(
                name = "Parallel calls",
                description = "How many calls one reading of guests makes side by side; 0 for two for each processor,"
                        + " at most 4")
        int parallel_calls() default 0;

        @AttributeDefinition(
                name = "Stuck calls",
                description = "How many calls may wait for guests that do not answer. Each takes one of libvirtd's"
                        + " workers, of which there are 20 as a rule")
        int stuck_calls() default 8;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LibvirtConnector.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Supervisor supervisor;
    private volatile Diagnosis diagnosis;
    private volatile @Nullable SharedConnection link;
    private @Nullable ServiceRegistration<Hypervisor> registration;

    @Activate
    public LibvirtConnector(BundleContext context, Config config) {
        this(context, config, timing(config));
    }

    private LibvirtConnector(BundleContext context, Config config, ConnectionSettings timing) {
        this(
                context,
                encoded(Drivers.uri(config.uri(), config.type())),
                Drivers.opener(config.type(), Transports.opener(config.transport(), timing.answer())),
                timing);
    }

    /** A URI with the blanks of a path, as an operator writes it, in the form that libvirt reads. */
    static String encoded(String uri) {
        return uri.strip().replace(" ", "%20");
    }

    LibvirtConnector(BundleContext context, String uri, Transport.Opener opener, ConnectionSettings timing) {
        this.context = context;
        diagnosis = Diagnosis.connecting(uri);
        supervisor = new Supervisor(uri, opener, timing, this);
        supervisor.start();
    }

    /** Withdraws the service and closes the connection. */
    @Deactivate
    public void stop() {
        supervisor.stop();
    }

    @Override
    public Collection<HealthReport> health() {
        SharedConnection current = link;
        Stream<HealthReport> guests = current == null ? Stream.empty() : current.guests().line().stream();
        return Stream.concat(Stream.of(diagnosis.report()), guests).toList();
    }

    @Override
    public void connected(SharedConnection now) {
        link = now;
        Map<String, String> properties = Map.of("uri", now.uri());
        registration = context.registerService(Hypervisor.class, now, FrameworkUtil.asDictionary(properties));
    }

    @Override
    public void disconnected() {
        link = null;
        ServiceRegistration<Hypervisor> offered = registration;
        registration = null;
        if (offered != null) {
            try {
                offered.unregister();
            } catch (IllegalStateException e) {
                // The framework was faster, because this bundle stops.
            }
        }
    }

    @Override
    public void diagnosed(Diagnosis now) {
        Diagnosis before = diagnosis;
        diagnosis = now;
        if (before.kind() == now.kind()) {
            return;
        }
        if (now.remedy().isEmpty()) {
            LOG.info("libvirt: {}", now.message());
        } else {
            LOG.warn("libvirt: {}; {}", now.message(), now.remedy());
        }
    }

    private static ConnectionSettings timing(Config config) {
        return new ConnectionSettings(
                Duration.ofSeconds(config.answer_seconds()),
                Duration.ofSeconds(config.probe_seconds()),
                FIRST_RETRY,
                LAST_RETRY,
                MonitorLimits.of(config.parallel_calls(), config.stuck_calls()));
    }
}
