package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a device has fared, and whether it rests because it was silent. Thread-safe. */
final class DeviceRecord {

    private final InstantSource clock;
    private long calls;
    private long errors;
    private Duration slowest = Duration.ZERO;
    /** Readings in a row in which nobody answered. */
    private int silences;

    private Instant restsUntil = Instant.MIN;
    private @Nullable SnmpTrouble trouble;
    private Instant since = Instant.MIN;

    /** What is told of it. */
    record State(
            long calls,
            long errors,
            Duration slowest,
            Optional<SnmpTrouble> trouble,
            Instant since,
            Instant restsUntil) {}

    DeviceRecord(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it is to be left alone now. */
    synchronized boolean isResting() {
        return clock.instant().isBefore(restsUntil);
    }

    /** Whether it was silent the last time, so that one request is enough to see that it still is. */
    synchronized boolean isDoubtful() {
        return silences > 0;
    }

    /** Why it is left alone. */
    synchronized SnmpTrouble rest() {
        long seconds = Math.max(1, Duration.between(clock.instant(), restsUntil).toSeconds());
        return new SnmpTrouble(
                SnmpTrouble.Kind.RESTING,
                "did not answer %d times in a row; it is asked again in %d s".formatted(silences, seconds));
    }

    /** A reading ended. */
    synchronized void ended(Optional<SnmpTrouble> why, Duration took, Backoff rest) {
        calls++;
        trouble = why.map(now -> {
                    errors++;
                    if (trouble == null || trouble.kind() != now.kind()) {
                        since = clock.instant();
                    }
                    return now;
                })
                .orElse(null);
        if (why.map(SnmpTrouble::kind).filter(SnmpTrouble.Kind.SILENCE::equals).isPresent()) {
            silences++;
            restsUntil = clock.instant().plus(rest.delay(silences));
            return;
        }
        if (why.isEmpty() && took.compareTo(slowest) > 0) {
            slowest = took;
        }
        if (why.map(SnmpTrouble::kind).filter(SnmpTrouble.Kind.LATE::equals).isEmpty()) {
            silences = 0;
            restsUntil = Instant.MIN;
        }
    }

    synchronized State state() {
        return new State(calls, errors, slowest, Optional.ofNullable(trouble), since, restsUntil);
    }
}
