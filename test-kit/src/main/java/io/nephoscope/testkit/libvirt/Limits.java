package io.nephoscope.testkit.libvirt;

import java.time.Duration;

/**
 * What the daemon's configuration and its protocol bound.
 *
 * @param callsPerClient so many of a client's calls are in work at a time; meanwhile it is not read from
 * @param workers so many calls that ask guests are in work at a time, of all clients
 * @param largestMessage in bytes, length included
 * @param jobWait after which a call that may wait gives up a guest that another call is busy with
 */
public record Limits(int callsPerClient, int workers, int largestMessage, Duration jobWait) {

    /** As Debian configures libvirtd. */
    public static final Limits USUAL = new Limits(5, 20, Message.LONGEST, Duration.ofSeconds(30));

    /** The most domains in a list, and the most records of statistics in an answer. */
    static final int RECORDS = 16_384;

    /** The same with messages that are smaller, so that few guests are too many. */
    public Limits withLargestMessage(int bytes) {
        return new Limits(callsPerClient, workers, bytes, jobWait);
    }

    /** The same with another bound on calls of a client's. */
    public Limits withCallsPerClient(int calls) {
        return new Limits(calls, workers, largestMessage, jobWait);
    }

    /** The same with another patience. */
    public Limits withJobWait(Duration wait) {
        return new Limits(callsPerClient, workers, largestMessage, wait);
    }
}
