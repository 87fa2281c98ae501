package io.nephoscope.faults.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what came of slots, one after the other. For one judgement. */
final class SharedTally {

    private static final int EXAMPLES = 12;

    private final Duration tolerance;
    private final List<String> examples = new ArrayList<>();
    private final Map<String, Long> loads = new TreeMap<>();
    private @Nullable String[] owners = new String[0];
    private long lost;
    private long silent;
    private long raw;
    private long late;
    private long moves;
    private Duration latestPoll = Duration.ZERO;
    private Duration latestArrival = Duration.ZERO;
    private Duration longestPause = Duration.ZERO;

    SharedTally(Duration tolerance) {
        this.tolerance = tolerance;
    }

    /** Counts the next slot. */
    void add(long slot, Instant due, @Nullable SharedCell[] cells) {
        if (owners.length == 0) {
            owners = new String[cells.length];
        }
        loads.clear();
        for (int resource = 0; resource < cells.length; resource++) {
            SharedCell cell = cells[resource];
            if (cell == null) {
                lost++;
                example("lost", slot, due, resource, "after " + owners[resource]);
            } else {
                add(due, cell);
                if (cell.doubled() > 0) {
                    example("doubled", slot, due, resource, "by " + cell.agents());
                }
                follow(resource, cell.agent());
            }
        }
    }

    private void add(Instant due, SharedCell cell) {
        silent += cell.doubled();
        raw += cell.repeated();
        Duration after = Duration.between(due, cell.polled());
        late += after.compareTo(tolerance) > 0 ? 1 : 0;
        latestPoll = longer(latestPoll, after);
        latestArrival = longer(latestArrival, Duration.between(due, cell.arrived()));
    }

    private void follow(int resource, String agent) {
        loads.merge(agent, 1L, Long::sum);
        String before = owners[resource];
        moves += before != null && !before.equals(agent) ? 1 : 0;
        owners[resource] = agent;
    }

    private void example(String what, long slot, Instant due, int resource, String who) {
        if (examples.size() < EXAMPLES) {
            examples.add("%s: resource %d at %s (slot %d), %s".formatted(what, resource, due, slot, who));
        }
    }

    /** Counts the pauses of one resource over all slots. */
    void addPauses(int resource, List<@Nullable SharedCell[]> slots) {
        Instant before = null;
        for (@Nullable SharedCell[] cells : slots) {
            SharedCell cell = cells[resource];
            if (cell != null) {
                Duration pause = before == null ? Duration.ZERO : Duration.between(before, cell.polled());
                longestPause = longer(longestPause, pause);
                before = cell.polled();
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    SharedVerdict verdict(long slots, int resources) {
        return new SharedVerdict(
                slots,
                slots * resources,
                lost,
                new SharedVerdict.Doubles(silent, raw),
                new SharedVerdict.Timing(late, latestPoll, latestArrival, longestPause),
                moves,
                loads,
                examples);
    }
}
