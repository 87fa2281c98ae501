package io.nephoscope.faults.partition;

import java.time.Duration;

/**
 * How fast everything goes.
 *
 * @param interval at which all is polled
 * @param session after how long without a sign of life an agent is gone
 * @param lead how long before a hand-over is planned, and how long agents have to come back after an outage
 * @param settle how long more newcomers are waited for
 * @param hold how long samples wait for an engine that is away
 * @param rebalance after which costs are looked at; zero for never, so that what moves is what a fault makes move
 */
record SharedTiming(
        Duration interval, Duration session, Duration lead, Duration settle, Duration hold, Duration rebalance) {

    private static final Duration IN_TIME = Duration.ofSeconds(5);

    /** What the agents have by default, but that nothing is rebalanced. */
    static SharedTiming usual(Duration interval) {
        return new SharedTiming(
                interval,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(3),
                Duration.ofSeconds(300),
                Duration.ZERO);
    }

    /** For runs of minutes. */
    static SharedTiming brief(Duration interval) {
        return new SharedTiming(
                interval,
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                Duration.ofSeconds(2),
                Duration.ofSeconds(90),
                Duration.ZERO);
    }

    /** The same with costs looked at after a time. */
    SharedTiming rebalanced(Duration after) {
        return new SharedTiming(interval, session, lead, settle, hold, after);
    }

    /** Up to how long after its due time a poll is in time: 5 s, or a third of the interval where that is less. */
    Duration inTime() {
        Duration third = interval.dividedBy(3);
        return third.compareTo(IN_TIME) < 0 ? third : IN_TIME;
    }

    /** So long a fault lasts that is to be longer than a session. */
    Duration beyondSession() {
        return session.multipliedBy(3);
    }
}
