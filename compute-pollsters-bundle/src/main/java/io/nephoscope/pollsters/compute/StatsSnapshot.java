package io.nephoscope.pollsters.compute;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.EnumSet;
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
 * @param absent the names of meters that nothing on this host gives
 * @param readAt seconds of the monotonic clock
 */
record StatsSnapshot(
        Map<UUID, DomainStats> domains,
        Set<StatsGroup> missing,
        Set<String> absent,
        double readAt,
        ReadingContext context) {

    private static final double NANOS_PER_SECOND = 1e9;

    static StatsSnapshot of(StatsTable table, Predicate<DomainStats> chosen, ReadingContext context) {
        Map<UUID, DomainStats> domains = table.domains().stream()
                .filter(chosen)
                // A domain that is listed twice, as only something broken would, counts once.
                .collect(toMap(row -> row.domain().uuid(), row -> row, (first, same) -> first));
        return new StatsSnapshot(domains, table.missing(), Set.of(), table.readAtNanos() / NANOS_PER_SECOND, context);
    }

    /** What is known of an instance; empty if its domain is not among these. */
    Optional<Guest> of(Instance instance) {
        return Optional.ofNullable(domains.get(instance.uuid()))
                .map(stats -> new Guest(instance, stats, readAt, context));
    }

    /** The same domains with what another reading tells about them. */
    StatsSnapshot and(StatsTable more) {
        Map<UUID, DomainStats> merged = new HashMap<>(domains);
        more.domains().forEach(row -> merged.computeIfPresent(row.domain().uuid(), (same, old) -> old.and(row)));
        EnumSet<StatsGroup> allMissing = EnumSet.noneOf(StatsGroup.class);
        allMissing.addAll(missing);
        allMissing.addAll(more.missing());
        return new StatsSnapshot(merged, allMissing, absent, more.readAtNanos() / NANOS_PER_SECOND, context);
    }

    /** The same domains without these meters. */
    StatsSnapshot without(Set<String> meters) {
        return new StatsSnapshot(domains, missing, meters, readAt, context);
    }
}
