package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was answered in one reading. For one thread. */
final class PartialResults {

    private final Map<DomainRef, DomainStats> rows = new HashMap<>();
    private final Set<DomainRef> asked = new HashSet<>();
    private final EnumSet<StatsGroup> missing = EnumSet.noneOf(StatsGroup.class);

    /** An answer to the question about these domains. What is not in it is gone. */
    void add(Collection<DomainRef> domains, StatsTable table) {
        asked.addAll(domains);
        missing.addAll(table.missing());
        table.domains().forEach(row -> rows.put(row.domain(), row));
    }

    /** What was answered about a domain. A domain that was stopped or started meanwhile is another one. */
    @Nullable
    DomainStats row(DomainRef domain) {
        return rows.get(domain);
    }

    boolean isGone(DomainRef domain) {
        return asked.contains(domain) && !rows.containsKey(domain);
    }

    Set<StatsGroup> missing() {
        return missing;
    }

    /** The domains whose row is such. */
    List<DomainRef> where(Predicate<DomainStats> such) {
        return rows.values().stream().filter(such).map(DomainStats::domain).toList();
    }

    /** Those of these domains that nothing was answered about. */
    Set<DomainRef> without(Collection<DomainRef> domains) {
        Set<DomainRef> rest = new HashSet<>(domains);
        rest.removeAll(asked);
        return rest;
    }
}
