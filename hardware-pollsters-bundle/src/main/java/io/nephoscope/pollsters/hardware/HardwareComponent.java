package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.files.TextFileListener;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.connector.snmp.SnmpDevices;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Offers the pollsters by services of its own, because a component cannot change the property by which the agent is told of
 * other pollsters.
 */
@Component(
        service = {},
        configurationPid = HardwareConfiguration.PID,
        immediate = true)
@Designate(ocd = HardwareConfiguration.Config.class)
public final class HardwareComponent {

    private static final String COUNT = "service.changecount";

    private final HardwarePollsters pollsters;
    private final List<ServiceRegistration<?>> others;
    private volatile @Nullable ServiceRegistration<PollsterBuilder> builder;
    private long changes;

    @Activate
    public HardwareComponent(BundleContext context, @Reference SnmpDevices devices, Map<String, Object> properties) {
        pollsters = new HardwarePollsters(devices, properties, this::announce);
        builder = context.registerService(PollsterBuilder.class, pollsters, properties(COUNT, 0L));
        others = List.of(
                context.registerService(HealthReporter.class, pollsters, null),
                context.registerService(
                        TextFileListener.class, pollsters, properties(TextFileListener.PATH, HardwarePollsters.FILE)));
    }

    @SuppressWarnings("JdkObsolete") // The framework takes dictionaries.
    private static Dictionary<String, ?> properties(String name, Object value) {
        return new Hashtable<>(Map.of(name, value));
    }

    private synchronized void announce() {
        ServiceRegistration<PollsterBuilder> offered = builder;
        if (offered != null) {
            changes++;
            offered.setProperties(properties(COUNT, changes));
        }
    }

    @Modified
    void modified(Map<String, Object> properties) {
        pollsters.configure(properties);
    }

    @Deactivate
    synchronized void stop() {
        ServiceRegistration<PollsterBuilder> offered = builder;
        builder = null;
        others.forEach(ServiceRegistration::unregister);
        if (offered != null) {
            offered.unregister();
        }
    }
}
