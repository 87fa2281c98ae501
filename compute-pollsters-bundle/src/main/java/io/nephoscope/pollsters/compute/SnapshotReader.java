package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Reads the hypervisor once per cycle, and no more of it than the meters of the cycle need. */
final class SnapshotReader {

    /** The meter that may need more than is known of the vCPUs. */
    private static final String CPU = "cpu";

    private static final long SHUT_OFF = 5;
    private static final Set<StatsGroup> OF_STOPPED = Set.of(StatsGroup.VCPU, StatsGroup.BALLOON);

    private final Hypervisor hypervisor;
    private final Collection<MeterRow> rows;
    private final boolean readsStopped;

    /** @param readsStopped whether domains that do not run are of interest */
    SnapshotReader(Hypervisor hypervisor, Collection<MeterRow> rows, boolean readsStopped) {
        this.hypervisor = hypervisor;
        this.rows = rows;
        this.readsStopped = readsStopped;
    }

    /** What there is to know of the domains that run. */
    Snapshot running(Cycle cycle) throws InterruptedException {
        return cycle.shared(Snapshot.class, hypervisor.uri(), () -> read(cycle.pollsters()));
    }

    boolean readsStopped() {
        return readsStopped;
    }

    /** What there is to know of the domains that do not run. */
    Snapshot stopped(Cycle cycle) throws InterruptedException {
        return cycle.shared(
                Snapshot.class,
                hypervisor.uri() + " stopped",
                () -> Snapshot.of(
                        hypervisor.inactive(OF_STOPPED), SnapshotReader::isShutOff, new DiskSurvey(hypervisor)));
    }

    private Snapshot read(Set<String> pollsters) throws HypervisorException {
        Snapshot snapshot = Snapshot.of(
                hypervisor.stats(groupsOf(pollsters)), stats -> !isShutOff(stats), new DiskSurvey(hypervisor));
        if (pollsters.contains(CPU) && !snapshot.domains().values().stream().allMatch(CpuTime::isKnown)) {
            return snapshot.and(hypervisor.stats(Set.of(StatsGroup.CPU_TOTAL)));
        }
        return snapshot;
    }

    private static boolean isShutOff(DomainStats stats) {
        return stats.number("state.state").orElse(0) == SHUT_OFF;
    }

    private Set<StatsGroup> groupsOf(Set<String> pollsters) {
        EnumSet<StatsGroup> groups = EnumSet.noneOf(StatsGroup.class);
        rows.stream().filter(row -> pollsters.contains(row.meter().name())).forEach(row -> groups.addAll(row.groups()));
        return groups;
    }
}
