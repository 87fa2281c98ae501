package io.nephoscope.benchmarks.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A program that polls libvirt. */
public interface Peer {

    /** As it is called in tables, and on the command line. */
    String name();

    /** What it does in a cycle, in half a sentence. */
    String work();

    /** Why it cannot be measured with these guests; empty if it can. */
    Optional<String> refusal(Crowd crowd);

    /** How long it runs before what its cycles cost is what they will always cost. */
    Duration warmUp();

    /** Starts it. */
    Running start(Setting setting) throws IOException, InterruptedException;

    /**
     * Lets it warm up, and gives what is to be measured: what was started, or a process that has run for
     * longer, in which case what was started is ended.
     */
    default Running warm(Running started, Setting setting) throws IOException, InterruptedException {
        started.pass(setting.cycles(warmUp()));
        return started;
    }

    /** How long it once runs with the same guests before it is measured, rounds not counted. */
    default Duration settling() {
        return Duration.ZERO;
    }

    /** Ends what still runs of it: other guests will be polled. */
    default void retire() throws IOException {}
}
