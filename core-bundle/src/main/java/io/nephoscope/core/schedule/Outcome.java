package io.nephoscope.core.schedule;

import io.nephoscope.api.runtime.dto.OutcomeKind;
import java.time.Duration;
import java.time.Instant;

/**
 * How a slot ended, in strings and numbers alone: it outlives plugins. What decides the end of a poll makes
 * this value, and whoever tells the end reads it; nothing else is known of a poll once it is over.
 */
public sealed interface Outcome {

    /** Which of them it is, by the name that operators see. */
    OutcomeKind kind();

    /** What was done before the end. */
    default Tally tally() {
        return Tally.NOTHING;
    }

    /** Whether it says how the pollster is; else its last poll remains what is known of it. */
    default boolean tellsOfPollster() {
        return true;
    }

    /** Why the poll as a whole, or the last of its resources, failed; empty if nothing did. */
    default String error() {
        return "";
    }

    /**
     * What one poll did.
     *
     * @param startedAt {@link Instant#EPOCH} if it did not begin
     * @param resources handed over
     * @param samples taken
     * @param failures resources that failed
     * @param refused samples that were not taken
     */
    record Tally(Instant startedAt, Duration duration, int resources, int samples, int failures, int refused) {

        /** Of a poll that did not begin. */
        public static final Tally NOTHING = new Tally(Instant.EPOCH, Duration.ZERO, 0, 0, 0, 0);
    }

    /** The pollster returned in time; single resources may have failed. */
    record Polled(Tally tally, String error) implements Outcome {

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.POLLED;
        }
    }

    /**
     * There was nothing to hand over.
     *
     * @param polledElsewhere whether there were resources, all of which another source has polled in this cycle
     */
    record NothingToPoll(Tally tally, boolean polledElsewhere) implements Outcome {

        @Override
        public boolean tellsOfPollster() {
            return !polledElsewhere;
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.NOTHING_TO_POLL;
        }
    }

    /** The discovery found nothing out, or the pollster threw; what it emitted before was kept. */
    record Failed(Tally tally, String error) implements Outcome {

        /** A poll that did not even begin. */
        public static Failed before(String error) {
            return new Failed(Tally.NOTHING, error);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.FAILED;
        }
    }

    /** The deadline passed first; what was emitted by then was kept. */
    record Abandoned(Tally tally, String error) implements Outcome {

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.ABANDONED;
        }
    }

    /** It was not called, because too many of its polls were abandoned in a row. */
    record Quarantined(String error) implements Outcome {

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.QUARANTINED;
        }
    }

    /** It was not called, because an earlier call has not returned. */
    record Busy(String error) implements Outcome {

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.BUSY;
        }
    }

    /** It was not called, because the cycle before took longer than the interval. */
    record Missed() implements Outcome {

        @Override
        public boolean tellsOfPollster() {
            return false;
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.MISSED;
        }
    }

    /** It did not come to its end, because its plugin or source went, or the agent stops; no failure. */
    record Cancelled(Tally tally) implements Outcome {

        @Override
        public boolean tellsOfPollster() {
            return false;
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.CANCELLED;
        }
    }

    /** Another agent polls its resources. */
    record NotOurs() implements Outcome {

        @Override
        public boolean tellsOfPollster() {
            return false;
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.NOT_OURS;
        }
    }

    /** What was emitted could not be kept, because the store of samples was full until the deadline. */
    record StoreFull(Tally tally, String error) implements Outcome {

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.STORE_FULL;
        }
    }
}
