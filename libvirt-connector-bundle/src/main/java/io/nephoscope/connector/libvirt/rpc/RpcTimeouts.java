package io.nephoscope.connector.libvirt.rpc;

import java.time.Duration;

/**
 * How long to wait for the daemon.
 *
 * @param answer for an answer that needs no guest's help
 * @param statistics for statistics, which guests' processes are asked for
 * @param ping after so long a silence the daemon is asked whether it is alive
 * @param pings how many of these may stay unanswered
 */
record RpcTimeouts(Duration answer, Duration statistics, Duration ping, int pings) {

    /** As long as the connection lasts: for calls that others watch, because they may get stuck. */
    static final Duration NONE = Duration.ofDays(10_000);

    /** What is usual where the daemon has so long to answer. */
    static RpcTimeouts of(Duration answer) {
        return new RpcTimeouts(answer, Duration.ofSeconds(60), Duration.ofSeconds(5), 3);
    }
}
