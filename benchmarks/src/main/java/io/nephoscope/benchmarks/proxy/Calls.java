package io.nephoscope.benchmarks.proxy;

import java.util.Map;
import java.util.Set;

/**
 * Calls that were made to a daemon.
 *
 * @param byProcedure how many of each, by libvirt's number of the procedure
 * @param groups the different sets of statistics groups that bulk calls asked for, as libvirt's flags
 */
public record Calls(Map<Integer, Long> byProcedure, Set<Integer> groups) {

    public Calls {
        byProcedure = Map.copyOf(byProcedure);
        groups = Set.copyOf(groups);
    }

    /** How many calls there were. */
    public long total() {
        return byProcedure.values().stream().mapToLong(Long::longValue).sum();
    }
}
