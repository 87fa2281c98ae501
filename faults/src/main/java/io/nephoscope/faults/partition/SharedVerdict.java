package io.nephoscope.faults.partition;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of some slots.
 *
 * @param slots that were due
 * @param due samples of all of them
 * @param lost resources without any sample at a slot
 * @param doubles what came more than once
 * @param timing how late it came
 * @param moves resources whose agent was another than at the slot before
 * @param loads how many resources each agent polled at the last slot
 * @param examples of what was lost or doubled, for whoever looks for the reason
 */
record SharedVerdict(
        long slots,
        long due,
        long lost,
        Doubles doubles,
        Timing timing,
        long moves,
        Map<String, Long> loads,
        List<String> examples) {

    /**
     * What came more than once.
     *
     * @param silent under another id, so that no consumer can tell
     * @param raw under the same id
     */
    record Doubles(long silent, long raw) {}

    /**
     * How late it came.
     *
     * @param late samples that were polled later than is in time
     * @param latestPoll longest time from a due time until the resource was polled
     * @param latestArrival longest time from a due time until its sample came
     * @param longestPause between two polls of one resource
     */
    record Timing(long late, Duration latestPoll, Duration latestArrival, Duration longestPause) {}

    SharedVerdict {
        loads = Map.copyOf(loads);
        examples = List.copyOf(examples);
    }

    /** The load of the busiest agent beside the mean. */
    double imbalance() {
        double mean =
                loads.values().stream().mapToLong(Long::longValue).average().orElse(0);
        long most = loads.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return mean == 0 ? 0 : most / mean;
    }
}
