package io.nephoscope.faults.partition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** What is done to several agents, and to that by which they agree. */
@SuppressWarnings("ImmutableEnumChecker") // A strike has no state.
enum SharedFault {
    NOTHING(Kind.PLANNED, true, "nothing", SharedStrikes::nothing),
    JOIN(Kind.PLANNED, true, "one joins", SharedStrikes::join),
    PLANNED_STOP(Kind.PLANNED, true, "one hands over and is stopped", SharedStrikes::handOver),
    KILLED(Kind.CRASH, true, "one killed, and started when others have taken over", SharedStrikes::kill),
    KILLED_AND_BACK(Kind.CRASH, false, "one killed and started at once", SharedStrikes::killAndStart),
    ROLLING_RESTART(Kind.PLANNED, false, "all restarted, one after the other", SharedStrikes::restartAll),
    PAUSED(Kind.CRASH, true, "one stopped by SIGSTOP for longer than its session", SharedStrikes::pause),
    NODE_KILLED(Kind.OUTAGE, false, "one of three nodes of the engine killed", SharedStrikes::killNode),
    MAJORITY_KILLED(
            Kind.OUTAGE, false, "two of three nodes of the engine killed for a while", SharedStrikes::killMajority),
    ENGINE_AWAY(Kind.OUTAGE, true, "all nodes of the engine away, and back", SharedStrikes::killEngine),
    SESSION_EXPIRED(Kind.CRASH, false, "one cut off from the engine until its session is over", SharedStrikes::expire),
    CUT_OFF(Kind.CRASH, false, "one cut off from the engine for longer, not from the broker", SharedStrikes::cut),
    FLAPPING(Kind.CHAOS, false, "one killed and started again and again", SharedStrikes::flap),
    LEVELLED(Kind.PLANNED, false, "costs measured, and levelled (with --rebalance)", SharedStrikes::level),
    GROW_AND_SHRINK(Kind.PLANNED, false, "from one agent to ten and back to one", SharedStrikes::growAndShrink);

    /** What is expected of the agents. */
    enum Kind {
        /** Nothing is lost and nothing doubled. */
        PLANNED,
        /** An agent is away before anybody knows. */
        CRASH,
        /** The engine is away. */
        OUTAGE,
        /** More than one thing at a time. */
        CHAOS
    }

    /** Does it, and returns when it is over. */
    @FunctionalInterface
    interface Strike {

        /**
         * Does it.
         *
         * @param random what is decided at random
         * @return how many resources had to move, summed up
         */
        long on(SharedScene scene, Random random) throws Exception;
    }

    private final Kind kind;
    private final boolean brief;
    private final String title;
    private final Strike strike;

    SharedFault(Kind kind, boolean brief, String title, Strike strike) {
        this.kind = kind;
        this.brief = brief;
        this.title = title;
        this.strike = strike;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it is of the short form. */
    boolean isBrief() {
        return brief;
    }

    /** As in the table. */
    String title() {
        return title;
    }

    Strike strike() {
        return strike;
    }

    /** As it is written on the command line. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SharedFault of(String option) {
        return Arrays.stream(values())
                .filter(fault -> fault.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such fault: " + option + "; there are "
                        + Arrays.stream(values()).map(SharedFault::option).collect(Collectors.joining(", "))));
    }
}
