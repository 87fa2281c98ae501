package io.nephoscope.pollsters.compute;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Contributes a pollster for each meter, for as long as there is a hypervisor to read. Thread-safe. */
@Component(configurationPid = ComputePollsters.PID)
@Designate(ocd = ComputePollsters.Config.class)
public final class ComputePollsters implements PollsterBuilder, HealthReporter {

    static final String PID = "io.nephoscope.pollsters.compute";

    /** Which instances are polled. */
    @ObjectClassDefinition(name = "Nephoscope compute pollsters")
    public @interface Config {

        @AttributeDefinition(
                name = "Report stopped instances",
                description = "Whether stopped instances have samples of state, vCPUs, memory and disk sizes")
        boolean report_stopped_instance_metrics() default false;
    }

    private static final Set<String> NAMESPACES = Set.of("compute");
    private static final String DISCOVERY = "local_instances";
    private static final String SUBJECT = "compute configuration";

    /** Meters that an instance has by its flavor. */
    static final List<FlavorPollster> OF_FLAVOR = List.of(
            new FlavorPollster(Meter.gauge("disk.root.size", "GiB"), DiskSizes::root),
            new FlavorPollster(Meter.gauge("disk.ephemeral.size", "GiB"), DiskSizes::ephemeral));

    private static final Key<Boolean> REPORTS_STOPPED = Key.flag("report.stopped.instance.metrics");

    private final Configuration configuration = new Configuration(PID, Config.class, REPORTS_STOPPED);
    private final SnapshotReader snapshots;
    /** One that another configuration leaves as it was stays the same object, and so keeps its due time. */
    private final Map<MeterRow, StatsPollster> byRow = new ConcurrentHashMap<>();

    private volatile List<PollsterDefinition> pollsters;

    @Activate
    public ComputePollsters(@Reference Hypervisor hypervisor, Map<String, Object> properties) {
        this(hypervisor, properties, System::nanoTime);
    }

    ComputePollsters(Hypervisor hypervisor, boolean reportsStopped) {
        this(hypervisor, Map.of(REPORTS_STOPPED.name(), reportsStopped), System::nanoTime);
    }

    ComputePollsters(Hypervisor hypervisor, Map<String, Object> properties, LongSupplier nanoTime) {
        snapshots = new SnapshotReader(hypervisor, ComputeMeters.ROWS, nanoTime);
        pollsters = definitions(configuration.read(properties));
    }

    /** The changed properties are those of the service too, so that the agent asks for the pollsters again. */
    @Modified
    void modified(Map<String, Object> properties) {
        pollsters = definitions(configuration.read(properties));
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return pollsters;
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        Set<String> absent = snapshots.unavailable().current();
        if (!absent.isEmpty()) {
            reports.add(HealthReport.ok("compute meters", "no guest of this host gives " + String.join(", ", absent)));
        }
        configuration.refused().forEach(reason -> reports.add(HealthReport.failed(SUBJECT, reason, "correct it")));
        configuration.warnings().forEach(warning -> reports.add(HealthReport.ok(SUBJECT, warning)));
        return reports;
    }

    private List<PollsterDefinition> definitions(KeyValues values) {
        return Stream.concat(
                        ComputeMeters.ROWS.stream()
                                .map(row -> values.get(REPORTS_STOPPED) ? row : row.onlyRunning())
                                .map(row -> definition(row.meter(), byRow.computeIfAbsent(row, this::pollster))),
                        OF_FLAVOR.stream().map(pollster -> definition(pollster.meter(), pollster)))
                .toList();
    }

    private StatsPollster pollster(MeterRow row) {
        return new StatsPollster(row, snapshots);
    }

    private static PollsterDefinition definition(Meter meter, Pollster pollster) {
        return PollsterDefinition.named(meter.name())
                .namespaces(NAMESPACES)
                .discovery(DISCOVERY)
                .pollster(pollster);
    }
}
