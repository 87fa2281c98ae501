package io.nephoscope.pollsters.compute;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What all pollsters of one cycle know of the hypervisor.
 *
 * @param domains those that run, or those that do not
 * @param missing the groups that this hypervisor does not give
 * @param readAt seconds of the monotonic clock
 * @param sizes what is found out about disks in this cycle
 */
record Snapshot(Map<UUID, DomainStats> domains, Set<StatsGroup> missing, double readAt, DiskSurvey sizes) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Snapshot of(StatsTable table, Predicate<DomainStats> chosen, DiskSurvey sizes) {
        Map<UUID, DomainStats> domains = table.domains().stream()
                .filter(chosen)
                .collect(toMap(row -> row.domain().uuid(), row -> row));
        return new Snapshot(domains, table.missing(), table.readAtNanos() / NANOS_PER_SECOND, sizes);
    }

    /** What is known of an instance; empty if its domain is not among these. */
    Optional<Guest> of(Instance instance) {
        return Optional.ofNullable(domains.get(instance.uuid()))
                .map(stats -> new Guest(instance, stats, sizes, readAt));
    }

    /** The same domains with what another reading tells about them. */
    Snapshot and(StatsTable more) {
        Map<UUID, DomainStats> merged = new HashMap<>(domains);
        more.domains().forEach(row -> merged.computeIfPresent(row.domain().uuid(), (same, old) -> old.and(row)));
        return new Snapshot(merged, missing, more.readAtNanos() / NANOS_PER_SECOND, sizes);
    }
}
