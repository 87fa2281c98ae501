package io.nephoscope.connector.libvirt;

import java.util.List;
import java.util.Set;

/**
 * What one reading gave.
 *
 * @param domains a row for each domain
 * @param missing the groups that were asked for and that this hypervisor gives for no domain
 * @param readAtNanos {@link System#nanoTime()} when the reading was complete
 */
public record StatsTable(List<DomainStats> domains, Set<StatsGroup> missing, long readAtNanos) {

    public StatsTable {
        domains = List.copyOf(domains);
        missing = Set.copyOf(missing);
    }
}
