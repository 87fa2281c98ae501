package org.example.plugin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Reads the other side, so that tests can do without it. */
interface TargetReader {

    /** Change: ask the other side. This one makes values up. */
    TargetReader MADE_UP = (target, timeout) -> ThreadLocalRandom.current().nextDouble(100);

    /**
     * Reads one target.
     *
     * @param timeout how long it may take
     * @throws IOException if it does not answer; the message says why
     */
    double read(Target target, Duration timeout) throws IOException, InterruptedException;
}
