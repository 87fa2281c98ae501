package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What both agents sent between two changes of what they poll.
 *
 * @param still whether no volume moves, but for those that always may
 */
record Stage(String name, boolean still, Half ours, Half theirs) {

    /** Before all samples. */
    static final String START = "";

    private static final int ROUNDS = 2;

    /**
     * What may move though a guest stands still: its process takes and gives memory while it is asked, and the host
     * asks a guest that it spoke with whether its address still holds.
     */
    private static final Set<String> NEVER_STILL =
            Set.of("memory.resident", "network.incoming.bytes", "network.incoming.packets");

    /**
     * One agent's part.
     *
     * @param rounds its whole cycles in it
     * @param settled those in which nothing is older than the change
     */
    record Half(String agent, List<Round> rounds, List<Round> settled) {

        static Half of(String agent, List<Round> all, String since) {
            List<Round> rounds = all.subList(0, all.size() - 1).stream()
                    .filter(round -> round.firstTimestamp().compareTo(since) >= 0)
                    .toList();
            return new Half(agent, rounds, settled(all, since));
        }

        /**
         * Those that began after another one had ended, since discovery precedes the timestamps of a cycle; or all, where
         * there was no change.
         */
        private static List<Round> settled(List<Round> rounds, String since) {
            List<Round> settled = new ArrayList<>();
            for (int index = 0; index < rounds.size() - 1; index++) {
                if (since.equals(START)
                        || (index > 0 && rounds.get(index - 1).lastTimestamp().compareTo(since) >= 0)) {
                    settled.add(rounds.get(index));
                }
            }
            return settled;
        }

        /** Whether a cycle of the other one lies between two of these, with room enough to compare volumes. */
        boolean surrounds(Half other) {
            return other.settled.stream()
                    .anyMatch(round -> rounds.stream().anyMatch(before -> before.isBefore(round))
                            && rounds.stream().anyMatch(round::isBefore));
        }

        /** The samples of its settled cycles. */
        Map<Series, List<JsonNode>> series() {
            return Round.series(settled);
        }

        /** All that it read of a series. */
        List<JsonNode> read(Series series) {
            return of(series, rounds);
        }

        /** What of a series belongs to its settled cycles. */
        List<JsonNode> settled(Series series) {
            return of(series, settled);
        }

        private static List<JsonNode> of(Series series, List<Round> rounds) {
            return rounds.stream()
                    .flatMap(round -> round.samples().stream())
                    .filter(sample -> Series.of(sample).equals(series))
                    .toList();
        }
    }

    /**
     * @param since when it had changed
     * @param ours all cycles so far, and so of theirs
     */
    static Stage of(String name, boolean still, String since, List<Round> ours, List<Round> theirs) {
        return new Stage(name, still, Half.of("Nephoscope", ours, since), Half.of("Ceilometer", theirs, since));
    }

    /** Whether a volume of this may move in this stage. */
    boolean mayMove(Series series) {
        return !still || NEVER_STILL.contains(series.meter());
    }

    /** Whether enough was sent to compare. */
    boolean isTold() {
        return Math.min(ours.settled().size(), theirs.settled().size()) >= ROUNDS
                && (ours.series().keySet().stream().noneMatch(this::mayMove)
                        || (ours.surrounds(theirs) && theirs.surrounds(ours)));
    }
}
