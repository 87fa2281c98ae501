package io.nephoscope.deploy;

import java.util.Locale;

/**
 * What became of a plugin.
 *
 * @param state how it is
 * @param reason why it is not active; else empty
 */
record Verdict(State state, String reason) {

    static final Verdict ACTIVE = new Verdict(State.ACTIVE, "");
    /** Installed while the agent starts; to be started with all others. */
    static final Verdict STARTING = new Verdict(State.WAITING, "the agent is still starting");

    enum State {
        ACTIVE,
        /** It goes on by itself when what it lacks appears. */
        WAITING,
        /** A higher version of it lies beside it. */
        SHADOWED,
        /** It is not let in. */
        REFUSED,
        /** It was let in, and failed. */
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict waiting(String reason) {
        return new Verdict(State.WAITING, reason);
    }

    static Verdict shadowed(String reason) {
        return new Verdict(State.SHADOWED, reason);
    }

    static Verdict refused(String reason) {
        return new Verdict(State.REFUSED, reason);
    }

    static Verdict failed(String reason) {
        return new Verdict(State.FAILED, reason);
    }
}
