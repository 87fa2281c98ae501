package io.nephoscope.publisher.prometheus;

import java.time.Duration;
import java.time.Instant;

/** How often one pollster is polled for one source, and when last. Used under the lock of {@link SeriesTable}. */
final class PollRound {

    /** How long values are shown while nobody knows how often they are polled. */
    private static final Duration UNKNOWN = Duration.ofHours(1);

    private static final int HALVES = 5;

    private Instant due = Instant.MIN;
    private long number;
    /** From each of the last three rounds to the next; zero where there is none yet. */
    private Duration last = Duration.ZERO;

    private Duration beforeLast = Duration.ZERO;

    /**
     * Takes notice of a batch.
     *
     * @return whether it is of the newest round; one of an earlier round comes late
     */
    boolean take(Instant batchDue) {
        if (batchDue.isAfter(due)) {
            beforeLast = last;
            last = due.equals(Instant.MIN) ? Duration.ZERO : Duration.between(due, batchDue);
            due = batchDue;
            number++;
        }
        return batchDue.equals(due);
    }

    /** Counts the rounds. */
    long number() {
        return number;
    }

    /** Zero if it is not known: what is new is polled at once, out of the row, so one difference tells nothing. */
    private Duration interval() {
        return beforeLast.isZero() ? Duration.ZERO : last.compareTo(beforeLast) > 0 ? last : beforeLast;
    }

    /** Whether what was in a round of that number, and in none since, is not there any more. */
    boolean hasLost(long roundNumber, Instant now) {
        return roundNumber < number - 1 || (roundNumber < number && isPastHalf(now));
    }

    /** A round has no end that is told; by half of its interval it has had its time. */
    private boolean isPastHalf(Instant now) {
        Duration interval = interval();
        return !interval.isZero() && now.isAfter(due.plus(interval.dividedBy(2)));
    }

    /** @param limit how long a round is good; zero for 2.5 intervals */
    boolean isOver(Instant now, Duration limit) {
        Duration interval = interval();
        Duration usual =
                interval.isZero() ? UNKNOWN : interval.multipliedBy(HALVES).dividedBy(2);
        return now.isAfter(due.plus(limit.isZero() ? usual : limit));
    }
}
