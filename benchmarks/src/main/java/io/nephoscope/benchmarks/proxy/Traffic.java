package io.nephoscope.benchmarks.proxy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Notes the calls of all connections. Thread-safe. */
final class Traffic {

    private final Map<Integer, Long> byProcedure = new HashMap<>();
    private final Set<Integer> groups = new HashSet<>();

    synchronized void note(int procedure) {
        byProcedure.merge(procedure, 1L, Long::sum);
    }

    synchronized void noteBulk(int procedure, int groupsAsked) {
        note(procedure);
        groups.add(groupsAsked);
    }

    /** What was noted since it was last taken. */
    synchronized Calls take() {
        Calls taken = new Calls(byProcedure, groups);
        byProcedure.clear();
        groups.clear();
        return taken;
    }
}
