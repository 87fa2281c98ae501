package io.nephoscope.connector.libvirt.session;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.connector.libvirt.Hypervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link Hypervisor} service of one configuration: registered by the supervisor's thread when a connection works
 * and taken back by it when it does not.
 */
final class HypervisorService implements Supervisor.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(HypervisorService.class);

    private final BundleContext context;
    private final Supervisor supervisor;
    private volatile Diagnosis diagnosis;
    private volatile @Nullable SharedConnection connection;
    /** Of the supervisor's thread alone. */
    private @Nullable ServiceRegistration<Hypervisor> registration;

    HypervisorService(BundleContext context, String uri, Transport.Opener opener, ConnectionSettings settings) {
        this.context = context;
        diagnosis = Diagnosis.connecting(uri);
        supervisor = new Supervisor(uri, opener, settings, this);
    }

    void start() {
        supervisor.start();
    }

    /** Withdraws the service and closes the connection; waits for that some seconds at most. */
    void stop() {
        supervisor.stop();
    }

    List<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        reports.add(diagnosis.report());
        SharedConnection current = connection;
        if (current != null) {
            current.guests().line().ifPresent(reports::add);
            current.trouble()
                    .map(trouble -> HealthReport.failed("libvirt", trouble, "look for libvirt-events in the log"))
                    .ifPresent(reports::add);
        }
        return reports;
    }

    @Override
    public void connected(SharedConnection now) {
        connection = now;
        registration =
                context.registerService(Hypervisor.class, now, FrameworkUtil.asDictionary(Map.of("uri", now.uri())));
    }

    @Override
    public void disconnected() {
        connection = null;
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
}
