package io.nephoscope.api.health;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the operator's status screen.
 *
 * @param subject which part, such as {@code libvirt} or {@code polling.yaml}
 * @param state how it is
 * @param message one sentence on what is the case, without secrets
 * @param remedy what the operator can do about it; empty if nothing is to be done
 * @param since when it became so; empty where the part does not know
 */
public record HealthReport(String subject, State state, String message, String remedy, Optional<Instant> since) {

    public HealthReport {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(since, "since");
    }

    /** How a part of the agent is. */
    public enum State {
        /** It works. */
        OK,
        /** It waits for something outside the agent, and goes on by itself when that appears. */
        WAITING,
        /** It needs the operator. */
        FAILED
    }

    /** A part that works. */
    public static HealthReport ok(String subject, String message) {
        return new HealthReport(subject, State.OK, message, "", Optional.empty());
    }

    /** A part that waits for something outside the agent. */
    public static HealthReport waiting(String subject, String message, String remedy) {
        return new HealthReport(subject, State.WAITING, message, remedy, Optional.empty());
    }

    /** A part that needs the operator. */
    public static HealthReport failed(String subject, String message, String remedy) {
        return new HealthReport(subject, State.FAILED, message, remedy, Optional.empty());
    }

    /** The same report, with the time at which it became so. */
    public HealthReport since(Instant time) {
        return new HealthReport(subject, state, message, remedy, Optional.of(time));
    }
}
