package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Reads the hypervisor once per cycle, and no more of it than the meters of the cycle need. */
final class SnapshotReader {

    /** The meter that may need more than is known of the vCPUs. */
    private static final String CPU = "cpu";

    private static final long SHUT_OFF = 5;
    private static final Set<StatsGroup> OF_STOPPED = Set.of(StatsGroup.VCPU, StatsGroup.BALLOON);

    private final Hypervisor hypervisor;
    private final Collection<MeterRow> rows;
    private final Availability availability;
    private final UnavailableMeters gaps;
    private final Histories histories;

    /** @param nanoTime the monotonic clock */
    SnapshotReader(Hypervisor hypervisor, Collection<MeterRow> rows, LongSupplier nanoTime) {
        this.hypervisor = hypervisor;
        this.rows = rows;
        availability = new Availability(nanoTime);
        gaps = new UnavailableMeters(availability, nanoTime);
        histories = Histories.on(nanoTime);
    }

    /** What there is to know of the domains that run. */
    StatsSnapshot running(Cycle cycle) throws InterruptedException {
        return cycle.shared(StatsSnapshot.class, hypervisor.uri(), () -> {
            StatsSnapshot snapshot = read(cycle);
            histories.retain(cycle.interval(), snapshot.domains().keySet());
            return snapshot;
        });
    }

    /** What there is to know of the domains that do not run. */
    StatsSnapshot stopped(Cycle cycle) throws InterruptedException {
        return cycle.shared(
                StatsSnapshot.class,
                hypervisor.uri() + " stopped",
                () -> StatsSnapshot.of(hypervisor.inactive(OF_STOPPED), SnapshotReader::isShutOff, tools(cycle)));
    }

    /** The meters that are polled although no guest gives them. */
    UnavailableMeters gaps() {
        return gaps;
    }

    Histories histories() {
        return histories;
    }

    private StatsSnapshot read(Cycle cycle) throws HypervisorException {
        List<MeterRow> polled = rows.stream()
                .filter(row -> cycle.pollsters().contains(row.meter().name()))
                .toList();
        List<ReadingOrigin> origins =
                polled.stream().flatMap(row -> row.origins().stream()).toList();
        Set<StatsGroup> groups = availability.promising(origins);
        StatsSnapshot snapshot =
                StatsSnapshot.of(hypervisor.stats(groups, tenths(7, cycle)), stats -> !isShutOff(stats), tools(cycle));
        Set<StatsGroup> more = more(cycle, origins, snapshot);
        more.removeAll(groups);
        if (!more.isEmpty()) {
            snapshot = snapshot.and(hypervisor.stats(more, tenths(2, cycle)));
            groups.addAll(more);
        }
        availability.learn(origins, groups, snapshot.domains().values());
        return snapshot.without(gaps.among(polled, snapshot.missing(), cycle.interval()));
    }

    /** So much of the time that a poll has by default: guests that do not answer must not cost others theirs. */
    private static Duration tenths(int tenths, Cycle cycle) {
        return cycle.interval().multipliedBy(tenths).dividedBy(10);
    }

    /** What turns out to be needed too, now that the domains are known. */
    private Set<StatsGroup> more(Cycle cycle, List<ReadingOrigin> origins, StatsSnapshot snapshot) {
        Collection<DomainStats> domains = snapshot.domains().values();
        Set<StatsGroup> more = availability.untried(origins, domains);
        if (cycle.pollsters().contains(CPU) && !domains.stream().allMatch(CpuTime::isKnown)) {
            more.add(StatsGroup.CPU_TOTAL);
        }
        return more;
    }

    private ReadingContext tools(Cycle cycle) {
        return new ReadingContext(new DiskSizeCache(hypervisor), new Rates(cycle.interval(), histories.counts()));
    }

    private static boolean isShutOff(DomainStats stats) {
        return stats.number("state.state").orElse(0) == SHUT_OFF;
    }
}
