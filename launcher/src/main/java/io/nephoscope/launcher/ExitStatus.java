package io.nephoscope.launcher;

/** With which status the agent's process ends. A supervisor restarts it on all but {@link #STOPPED} and {@link #ALREADY_RUNNING}. */
final class ExitStatus {

    /** It was told to stop, by whichever signal. */
    static final int STOPPED = 0;

    /** It could not start. */
    static final int NOT_STARTED = 1;

    /** Memory or threads ran out. It is the status that Java's own ExitOnOutOfMemoryError ends with. */
    static final int OUT_OF_MEMORY = 3;

    /** A plugin called System.exit or stopped the framework. */
    static final int ENDED_BY_PLUGIN = 4;

    /** Another agent has this var/ folder; trying again is of no use (EX_TEMPFAIL of sysexits). */
    static final int ALREADY_RUNNING = 75;

    private ExitStatus() {}
}
