package io.nephoscope.connector.openstack.http;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.support.http.Deadline;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every request to one endpoint goes through: the circuit breaker, the endpoint's own limit, the limit of the
 * session. Remembers how it fared. Thread-safe.
 */
public final class EndpointGate {

    private static final Backoff RESTS = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), 0.1);

    private final String type;
    private final AdaptiveLimit limit;
    private final CircuitBreaker breaker;
    private final Semaphore session;
    private final InstantSource clock;

    /** Under the lock of the gate, as all below. */
    private long calls;

    private long errors;
    private long slowestNanos;
    private String place = "";
    private @Nullable Trouble trouble;
    private Instant since;

    /**
     * How an endpoint fares.
     *
     * @param place scheme, host and port; empty before the first request
     * @param trouble what was wrong with the last request; empty if nothing was
     * @param since when that became so
     * @param restsUntil until when it is left alone; empty if it is not
     */
    public record State(
            String type,
            String place,
            long calls,
            long errors,
            Duration slowest,
            int limit,
            Optional<Trouble> trouble,
            Instant since,
            Optional<Instant> restsUntil) {}

    /**
     * The gate of one service.
     *
     * @param session the slots that all endpoints share
     */
    public EndpointGate(String type, int most, Semaphore session, InstantSource clock) {
        this.type = type;
        this.limit = new AdaptiveLimit(most);
        this.breaker = new CircuitBreaker(RESTS, clock);
        this.session = session;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** One request under way. To be closed by the thread that has it, after it has told how it went. */
    public final class Pass implements AutoCloseable {

        private final AdaptiveLimit.Slot slot;
        private final boolean holdsSessionSlot;
        private AdaptiveLimit.Verdict verdict = AdaptiveLimit.Verdict.NOTHING;
        private long answeredNanos;
        private boolean told;

        private Pass(AdaptiveLimit.Slot slot, boolean holdsSessionSlot) {
            this.slot = slot;
            this.holdsSessionSlot = holdsSessionSlot;
        }

        /** The answer was of use, or tells of the request and not of the endpoint, as 404 does. */
        public void answered(Duration time) {
            told = true;
            verdict = AdaptiveLimit.Verdict.WELL;
            answeredNanos = time.toNanos();
            breaker.succeeded();
        }

        /** The endpoint asks for patience. It works, so the breaker stays closed. */
        public void busy() {
            told = true;
            verdict = AdaptiveLimit.Verdict.BUSY;
            breaker.succeeded();
        }

        /**
         * There was no answer, or none of use.
         *
         * @return whether the endpoint is left alone from now on
         */
        public boolean failed(Trouble why) {
            told = true;
            verdict = why.kind() == Kind.UNREACHABLE ? AdaptiveLimit.Verdict.NOTHING : AdaptiveLimit.Verdict.BUSY;
            breaker.failed();
            return breaker.restsUntil().isPresent();
        }

        @Override
        public void close() {
            if (!told) {
                breaker.abandoned();
            }
            if (holdsSessionSlot) {
                session.release();
            }
            slot.release(verdict, answeredNanos);
        }
    }

    /**
     * Waits for its turn.
     *
     * @throws CloudException if the endpoint rests, or its turn does not come before the deadline
     */
    public Pass enter(Deadline deadline) throws CloudException, InterruptedException {
        Optional<Duration> rest = breaker.enter();
        if (rest.isPresent()) {
            throw resting(rest.get());
        }
        boolean entered = false;
        AdaptiveLimit.Slot slot = null;
        try {
            slot = limit.acquire(deadline);
            if (slot != null) {
                boolean first = !slot.isNested();
                if (!first || session.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                    entered = true;
                    return new Pass(slot, first);
                }
            }
            throw new CloudException(
                    Kind.BUSY,
                    "no request to the service " + type + " could begin in time: it asks for patience, or all slots"
                            + " are taken; poll it more rarely, or raise parallel.requests.service");
        } finally {
            if (!entered) {
                breaker.abandoned();
                if (slot != null) {
                    slot.release(AdaptiveLimit.Verdict.NOTHING, 0);
                }
            }
        }
    }

    private CloudException resting(Duration rest) {
        Trouble last = state().trouble().orElse(null);
        String why = last == null ? "it failed again and again" : last.message();
        return new CloudException(
                Kind.RESTING,
                "the service " + type + " is left alone for " + Math.max(1, rest.toSeconds()) + " s more: " + why);
    }

    /** Lets no request begin for a while, as the endpoint wishes. */
    public void pause(Duration time) {
        limit.pause(time);
    }

    /** Counts a request that went well. */
    public synchronized void count(String newPlace, Duration time) {
        place = newPlace;
        calls++;
        slowestNanos = Math.max(slowestNanos, time.toNanos());
        if (trouble != null) {
            trouble = null;
            since = clock.instant();
        }
    }

    /**
     * Counts a request that did not.
     *
     * @return whether that is news
     */
    public synchronized boolean count(String newPlace, Trouble why) {
        place = newPlace;
        calls++;
        errors++;
        boolean news = trouble == null || !trouble.message().equals(why.message());
        if (trouble == null) {
            since = clock.instant();
        }
        trouble = why;
        return news;
    }

    public synchronized State state() {
        return new State(
                type,
                place,
                calls,
                errors,
                Duration.ofNanos(slowestNanos),
                limit.limit(),
                Optional.ofNullable(trouble),
                since,
                breaker.restsUntil());
    }
}
