package io.nephoscope.api.health;

import java.util.Objects;

/**
 * One line of the operator's status screen.
 *
 * @param subject which part, such as {@code libvirt} or {@code polling.yaml}
 * @param state how it is
 * @param message one sentence on what is the case, without secrets
 * @param remedy what the operator can do about it; empty if nothing is to be done
 */
public record HealthReport(String subject, State state, String message, String remedy) {

    public HealthReport {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
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
        return new HealthReport(subject, State.OK, message, "");
    }

    /** A part that waits for something outside the agent. */
    public static HealthReport waiting(String subject, String message, String remedy) {
        return new HealthReport(subject, State.WAITING, message, remedy);
    }

    /** A part that needs the operator. */
    public static HealthReport failed(String subject, String message, String remedy) {
        return new HealthReport(subject, State.FAILED, message, remedy);
    }
}
