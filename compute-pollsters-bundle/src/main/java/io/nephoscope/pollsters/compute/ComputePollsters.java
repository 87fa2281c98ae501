package io.nephoscope.pollsters.compute;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Contributes a pollster for each meter, for as long as there is a hypervisor to read. */
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

    /** Meters that an instance has by its flavor. */
    static final List<FlavorPollster> OF_FLAVOR = List.of(
            new FlavorPollster(Meter.gauge("disk.root.size", "GiB"), DiskSizes::root),
            new FlavorPollster(Meter.gauge("disk.ephemeral.size", "GiB"), DiskSizes::ephemeral));

    private final SnapshotReader snapshots;
    private final List<PollsterDefinition> pollsters;

    @Activate
    public ComputePollsters(@Reference Hypervisor hypervisor, Config config) {
        this(hypervisor, config.report_stopped_instance_metrics(), System::nanoTime);
    }

    ComputePollsters(Hypervisor hypervisor, boolean reportsStopped) {
        this(hypervisor, reportsStopped, System::nanoTime);
    }

    ComputePollsters(Hypervisor hypervisor, boolean reportsStopped, LongSupplier nanoTime) {
        snapshots = new SnapshotReader(hypervisor, ComputeMeters.ROWS, nanoTime);
        pollsters = Stream.concat(
                        ComputeMeters.ROWS.stream()
                                .map(row -> reportsStopped ? row : row.onlyRunning())
                                .map(row -> definition(row.meter(), new StatsPollster(row, snapshots))),
                        OF_FLAVOR.stream().map(pollster -> definition(pollster.meter(), pollster)))
                .toList();
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return pollsters;
    }

    @Override
    public Collection<HealthReport> health() {
        Set<String> absent = snapshots.gaps().current();
        return absent.isEmpty()
                ? List.of()
                : List.of(
                        HealthReport.ok("compute meters", "no guest of this host gives " + String.join(", ", absent)));
    }

    private static PollsterDefinition definition(Meter meter, Pollster pollster) {
        return PollsterDefinition.named(meter.name())
                .namespaces(NAMESPACES)
                .discovery(DISCOVERY)
                .pollster(pollster);
    }
}
