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
record Patience(Duration answer, Duration statistics, Duration ping, int pings) {

    static final Patience USUAL =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), 3);
}
