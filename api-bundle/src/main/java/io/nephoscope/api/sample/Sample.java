package io.nephoscope.api.sample;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one meter. The time of reading is not here: all samples of one poll share it.
 *
 * <p>The constructor takes whatever a plugin has read, so that one bad reading does not end its poll; {@link
 * io.nephoscope.api.cycle.Poll#emit} refuses a sample that {@link #objection} finds fault with.
 *
 * @param id identifies this sample for ever, also when it is sent twice; a UUID of version 1
 * @param meter what was measured
 * @param volume a {@link Long}, a {@link java.math.BigInteger} beyond 63 bits, or a {@link Double}; the kind is
 *     part of the value (1 and 1.0 sign differently), and narrower numbers are widened
 * @param subject what was measured of
 * @param monotonicTime seconds of a clock that never jumps, for consumers that compute rates; null
 *     where the reading has no exact time of its own
 * @param source the name of the system that the sample describes; null for the agent's configured one
 */
public record Sample(
        UUID id,
        Meter meter,
        Number volume,
        Subject subject,
        @Nullable Double monotonicTime,
        @Nullable String source) {

    /** More characters than any name has; the stores behind Ceilometer's consumers take 255. */
    private static final int LONGEST = 4096;

    public Sample {
        volume = Volumes.settle(volume);
    }

    /** Why this sample cannot be sent, as in {@code has no subject}; empty if it can. */
    public Optional<String> objection() {
        // Plugins are not held to our null checks by their compilers.
        if (isMissing(id)) {
            return Optional.of("has no id");
        }
        if (isMissing(meter)) {
            return Optional.of("has no meter");
        }
        if (isMissing(volume)) {
            return Optional.of("has no volume");
        }
        if (isMissing(subject)) {
            return Optional.of("has no subject");
        }
        if (isTooLong(meter.name())
                || isTooLong(meter.unit())
                || isTooLong(subject.resourceId())
                || isTooLong(source)) {
            return Optional.of("has a meter, unit, resource id or source of more than " + LONGEST + " characters");
        }
        return Volumes.isSettled(volume)
                ? Optional.empty()
                : Optional.of("has the volume " + volume + ", which is no number that JSON knows");
    }

    private static boolean isTooLong(@Nullable String name) {
        return name != null && name.length() > LONGEST;
    }

    private static boolean isMissing(@Nullable Object part) {
        return part == null;
    }

    /** A new sample with an id of its own. */
    public static Sample of(Meter meter, Number volume, Subject subject) {
        return new Sample(TimeBasedId.next(), meter, volume, subject, null, null);
    }

    /** The same sample with the monotonic time of its reading, in seconds. */
    public Sample readAt(double monotonicSeconds) {
        return new Sample(id, meter, volume, subject, monotonicSeconds, source);
    }

    /** The same sample, said to come from another system than the agent's configured one. */
    public Sample from(String newSource) {
        return new Sample(id, meter, volume, subject, monotonicTime, newSource);
    }
}
