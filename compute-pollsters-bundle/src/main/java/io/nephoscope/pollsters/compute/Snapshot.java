package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What all pollsters of one cycle know of the hypervisor.
 *
 * @param domains the active domains
 * @param missing the groups that this hypervisor does not give
 * @param readAt seconds of the monotonic clock
 */
record Snapshot(Map<UUID, DomainStats> domains, Set<StatsGroup> missing, double readAt) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Snapshot of(StatsTable table) {
        Map<UUID, DomainStats> domains = new HashMap<>();
        table.domains().forEach(row -> domains.put(row.domain().uuid(), row));
        return new Snapshot(domains, table.missing(), table.readAtNanos() / NANOS_PER_SECOND);
    }

    /** The statistics of a domain; empty if it does not run. */
    Optional<DomainStats> of(UUID domain) {
        return Optional.ofNullable(domains.get(domain));
    }

    /** The same domains with what another reading tells about them. */
    Snapshot and(Snapshot more) {
        Map<UUID, DomainStats> merged = new HashMap<>(domains);
        more.domains.forEach((domain, stats) -> merged.computeIfPresent(domain, (same, old) -> old.and(stats)));
        return new Snapshot(merged, missing, more.readAt);
    }
}
