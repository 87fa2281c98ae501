package io.nephoscope.pollsters.compute;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Contributes a pollster for each meter, for as long as there is a hypervisor to read. */
@Component
public final class ComputePollsters implements PollsterBuilder {

    private static final Set<String> NAMESPACES = Set.of("compute");
    private static final String DISCOVERY = "local_instances";

    /** Meters that an instance has by its flavor. */
    static final List<FlavorPollster> OF_FLAVOR = List.of(
            new FlavorPollster(Meter.gauge("disk.root.size", "GiB"), DiskSizes::root),
            new FlavorPollster(Meter.gauge("disk.ephemeral.size", "GiB"), DiskSizes::ephemeral));

    private final List<PollsterDefinition> pollsters;

    @Activate
    public ComputePollsters(@Reference Hypervisor hypervisor) {
        SnapshotReader snapshots = new SnapshotReader(hypervisor, ComputeMeters.ROWS);
        pollsters = Stream.concat(
                        ComputeMeters.ROWS.stream()
                                .map(row -> definition(row.meter(), new StatsPollster(row, snapshots))),
                        OF_FLAVOR.stream().map(pollster -> definition(pollster.meter(), pollster)))
                .toList();
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return pollsters;
    }

    private static PollsterDefinition definition(Meter meter, Pollster pollster) {
        return new PollsterDefinition(meter.name(), NAMESPACES, DISCOVERY, pollster);
    }
}
