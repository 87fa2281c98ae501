package io.nephoscope.benchmarks.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A peer that polls. */
public interface Running extends AutoCloseable {

    /**
     * What cycles took, in milliseconds.
     *
     * @param told what the peer says itself, or what is seen from outside: all values read
     * @param delivered from the cycle's start until its last sample is where it was sent
     */
    record Walls(List<Double> told, List<Double> delivered) {}

    /** Its first process. */
    long pid();

    /** Waits for the first sample, and tells how long after the start it came. */
    Duration awaitFirstSample(Duration limit) throws IOException, InterruptedException;

    /** Lets so many cycles pass, and nothing else. */
    void pass(int cycles) throws IOException, InterruptedException;

    /** What the last cycles took. */
    Walls walls() throws IOException, InterruptedException;

    /** Ends it, and waits for its end. */
    @Override
    void close() throws IOException;
}
