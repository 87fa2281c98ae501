package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Reads the hypervisor once per cycle, and no more of it than the meters of the cycle need. */
final class SnapshotReader {

    /** The meter that may need more than is known of the vCPUs. */
    private static final String CPU = "cpu";

    private static final long SHUT_OFF = 5;
    /** Of what is left until the poll's deadline. */
    private static final int TENTHS_FOR_READING = 8;

    private static final Set<StatsGroup> OF_STOPPED = Set.of(StatsGroup.VCPU, StatsGroup.BALLOON);

    private final Hypervisor hypervisor;
    private final Collection<MeterRow> rows;
    private final Availability availability;
    private final UnavailableMeters unavailable;
    /** The totals of each device, for meters that are deltas. */
    private final History<Map<String, Number>> totals;
    /** The counts of each domain, for meters that are rates. */
    private final History<Rates.Total> counts;

    /** @param nanoTime the monotonic clock */
    SnapshotReader(Hypervisor hypervisor, Collection<MeterRow> rows, LongSupplier nanoTime) {
        this.hypervisor = hypervisor;
        this.rows = rows;
        availability = new Availability(nanoTime);
        unavailable = new UnavailableMeters(availability, nanoTime);
        totals = new History<>(nanoTime);
        counts = new History<>(nanoTime);
    }

    /** What there is to know of the domains that run. Whoever asks first gives the time that it takes. */
    StatsSnapshot running(Poll poll) throws InterruptedException {
        Cycle cycle = poll.cycle();
        List<MeterRow> polled = rows.stream()
                .filter(row -> cycle.pollsters().contains(row.meter().name()))
                .toList();
        return cycle.shared(StatsSnapshot.class, key(polled), () -> {
            StatsSnapshot snapshot = read(poll, polled);
            totals.expire();
            counts.expire();
            counts.retain(cycle, snapshot.domains().keySet());
            return snapshot;
        });
    }

    /** What there is to know of the domains that do not run. */
    StatsSnapshot stopped(Cycle cycle) throws InterruptedException {
        return cycle.shared(
                StatsSnapshot.class,
                hypervisor.uri() + " stopped",
                () -> StatsSnapshot.of(hypervisor.inactive(OF_STOPPED), SnapshotReader::isShutOff, context(cycle)));
    }

    /** The meters that are polled although no guest gives them. */
    UnavailableMeters unavailable() {
        return unavailable;
    }

    History<Map<String, Number>> totals() {
        return totals;
    }

    /** Another cycle of the series may wait for the same reading, but only if it needs the same of it. */
    private String key(List<MeterRow> polled) {
        return polled.stream()
                .map(row -> row.meter().name())
                .collect(Collectors.joining(" ", hypervisor.uri() + " ", ""));
    }

    private StatsSnapshot read(Poll poll, List<MeterRow> polled) throws HypervisorException {
        Cycle cycle = poll.cycle();
        List<ReadingOrigin> origins =
                polled.stream().flatMap(row -> row.origins().stream()).toList();
        // A trial asks for all that it is about, and nothing is learnt from it.
        boolean trial = cycle.mode() != CycleMode.REGULAR;
        Set<StatsGroup> groups = trial ? groups(origins) : availability.groupsToRead(origins);
        StatsSnapshot snapshot =
                StatsSnapshot.of(hypervisor.stats(groups, within(poll)), stats -> !isShutOff(stats), context(cycle));
        Set<StatsGroup> more = more(cycle, origins, snapshot);
        more.removeAll(groups);
        if (!more.isEmpty()) {
            snapshot = snapshot.and(hypervisor.stats(more, within(poll)));
            groups.addAll(more);
        }
        if (trial) {
            return snapshot;
        }
        availability.learn(origins, groups, snapshot.domains().values());
        return snapshot.without(unavailable.update(polled, snapshot.missing(), cycle.interval()));
    }

    private static Set<StatsGroup> groups(List<ReadingOrigin> origins) {
        return origins.stream().map(ReadingOrigin::group).collect(Collectors.toSet());
    }

    /** Guests that do not answer must not cost others the time that it takes to make samples. */
    private static Duration within(Poll poll) {
        return poll.remaining().multipliedBy(TENTHS_FOR_READING).dividedBy(10);
    }

    /** What turns out to be needed too, now that the domains are known. */
    private Set<StatsGroup> more(Cycle cycle, List<ReadingOrigin> origins, StatsSnapshot snapshot) {
        Collection<DomainStats> domains = snapshot.domains().values();
        Set<StatsGroup> more = availability.groupsToRetry(origins, domains);
        if (cycle.pollsters().contains(CPU) && !domains.stream().allMatch(CpuTime::isKnown)) {
            more.add(StatsGroup.CPU_TOTAL);
        }
        return more;
    }

    private ReadingContext context(Cycle cycle) {
        return new ReadingContext(new DiskSizeCache(hypervisor), new Rates(cycle, counts));
    }

    private static boolean isShutOff(DomainStats stats) {
        return stats.number("state.state").orElse(0) == SHUT_OFF;
    }
}
