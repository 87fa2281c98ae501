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
}
