package io.nephoscope.faults.oracle;

import java.time.Duration;

/** What became of the slots of a time. */
public record Verdict(Slots slots, Samples samples, Doubles doubles, Timing timing) {

    /**
     * Slots of all sources.
     *
     * @param due one for each interval while the agent ran
     * @param polled for which the targets were asked
     * @param silent polled by the agent that still runs, without a single sample
     */
    public record Slots(long due, long polled, long silent) {}

    /**
     * Samples of the slots that were polled.
     *
     * @param due what the targets answered
     * @param lost what never came
     * @param inFlight what never came, of answers that the agent had got at the moment it was killed
     * @param late what came later than an interval after the answer
     */
    public record Samples(long due, long lost, long inFlight, long late) {}

    /**
     * What came more than once.
     *
     * @param silent under another id, so that no consumer can tell
     * @param raw under the same id
     * @param byBroker under the same id, and the broker says that it was he
     */
    public record Doubles(long silent, long raw, long byBroker) {}

    /**
     * How it went.
     *
     * @param longestPause between two polls of a source, while the agent ran
     * @param longestLateness from an answer until its sample came
     * @param longestUntaken from an answer of which a sample never came until the agent's next end; zero if there is none
     */
    public record Timing(Duration longestPause, Duration longestLateness, Duration longestUntaken) {}

    /** The same, with some of what is lost told by the agent itself as gaps: no more than slots without any sample. */
    public Verdict told(long slotsTold, int samplesPerSlot) {
        long told = Math.min(samples.lost, Math.min(slotsTold, slots.silent) * samplesPerSlot);
        return new Verdict(
                slots,
                new Samples(samples.due - told, samples.lost - told, samples.inFlight, samples.late),
                doubles,
                timing);
    }
}
