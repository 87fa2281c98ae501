package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Reads the hypervisor once per cycle, and no more of it than the meters of the cycle need. */
final class SnapshotReader {

    private final Hypervisor hypervisor;
    private final Collection<MeterRow> rows;

    SnapshotReader(Hypervisor hypervisor, Collection<MeterRow> rows) {
        this.hypervisor = hypervisor;
        this.rows = rows;
    }

    Snapshot of(Cycle cycle) throws InterruptedException {
        return cycle.shared(Snapshot.class, hypervisor.uri(), () -> read(groupsOf(cycle.pollsters())));
    }

    private Snapshot read(Set<StatsGroup> groups) throws HypervisorException {
        Snapshot snapshot = Snapshot.of(hypervisor.stats(groups));
        if (groups.contains(StatsGroup.VCPU)
                && !snapshot.domains().values().stream().allMatch(CpuTime::isKnown)) {
            return snapshot.and(Snapshot.of(hypervisor.stats(Set.of(StatsGroup.CPU_TOTAL))));
        }
        return snapshot;
    }

    private Set<StatsGroup> groupsOf(Set<String> pollsters) {
        EnumSet<StatsGroup> groups = EnumSet.noneOf(StatsGroup.class);
        rows.stream().filter(row -> pollsters.contains(row.meter().name())).forEach(row -> groups.add(row.group()));
        return groups;
    }
}
