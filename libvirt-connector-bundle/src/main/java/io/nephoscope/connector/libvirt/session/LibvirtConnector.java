package io.nephoscope.connector.libvirt.session;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Offers the {@link io.nephoscope.connector.libvirt.Hypervisor} service while libvirt can be reached, and tells the
 * operator why when it cannot. Another configuration is another connection.
 */
@Component(service = HealthReporter.class, immediate = true, configurationPid = LibvirtConnector.PID)
@Designate(ocd = LibvirtConnector.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.nephoscope.connector.libvirt.Hypervisor\"",
        effective = "active")
public final class LibvirtConnector implements HealthReporter {

    static final String PID = "io.nephoscope.connector.libvirt";

    private static final String SUBJECT = "libvirt configuration";
    private static final String NAMESPACES = "nephoscope.polling.namespaces";
    /** An agent for these alone has no hypervisor to read. */
    private static final Set<String> ELSEWHERE = Set.of("central", "ipmi");

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

    private final BundleContext context;
    private final ConnectorConfiguration configuration = new ConnectorConfiguration();
    /** What is in force. Written when the component is made and by {@link #modified}, which never overlap. */
    private ConnectorConfiguration.@Nullable Settings settings;

    private volatile HypervisorService service;

    @Activate
    public LibvirtConnector(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        ConnectorConfiguration.Settings read = configuration.read(properties);
        settings = read;
        service = started(service(context, read));
    }

    /** Whether the agent was started for namespaces of which none is polled on a hypervisor. */
    private boolean isIdle() {
        String namespaces = context.getProperty(NAMESPACES);
        return namespaces != null && ELSEWHERE.containsAll(List.of(namespaces.split(",", -1)));
    }

    LibvirtConnector(BundleContext context, String uri, Transport.Opener opener, ConnectionSettings connection) {
        this.context = context;
        service = started(new HypervisorService(context, uri, opener, connection));
    }

    /** Connects anew if the configuration says something else than before. */
    @Modified
    public void modified(Map<String, Object> properties) {
        ConnectorConfiguration.Settings read = configuration.read(properties);
        if (!read.equals(settings)) {
            settings = read;
            service.stop();
            service = started(service(context, read));
        }
    }

    /** Withdraws the service and closes the connection. */
    @Deactivate
    public void stop() {
        service.stop();
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        if (isIdle()) {
            reports.add(HealthReport.ok(
                    "libvirt", "is not asked by an agent for the namespaces " + context.getProperty(NAMESPACES)));
        } else {
            reports.addAll(service.health());
        }
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        return reports;
    }

    private static HypervisorService service(BundleContext context, ConnectorConfiguration.Settings settings) {
        ConnectionSettings connection = settings.connection();
        return new HypervisorService(
                context, settings.uri(), Transports.opener(settings.transport(), connection.answer()), connection);
    }

    private HypervisorService started(HypervisorService made) {
        if (!isIdle()) {
            made.start();
        }
        return made;
    }
}
