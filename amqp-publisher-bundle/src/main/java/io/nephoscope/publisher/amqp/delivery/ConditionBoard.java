package io.nephoscope.publisher.amqp.delivery;

import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how delivery stands, and logs each change of it once. Written by one thread, read by any. */
public final class ConditionBoard {

    private static final Logger LOG = LoggerFactory.getLogger(ConditionBoard.class);

    private final InstantSource clock;
    private volatile Posted posted;

    public ConditionBoard(InstantSource clock) {
        this.clock = clock;
        posted = new Posted(Condition.of(Condition.State.WAITING, "waits for its configuration"), clock.instant());
    }

    public Condition current() {
        return posted.condition;
    }

    /** Since when messages leave the agent, or do not. */
    public Instant since() {
        return posted.since;
    }

    void show(Condition next) {
        Posted before = posted;
        if (next.equals(before.condition)) {
            return;
        }
        boolean turned = next.healthy() != before.condition.healthy();
        posted = new Posted(next, turned ? clock.instant() : before.since);
        switch (next.state()) {
            case WAITING, CONNECTING, CONNECTED, CLOSED -> LOG.info("AMQP: {}.", next.detail());
            default -> LOG.warn("AMQP: {}. {}.", next.detail(), next.remedy());
        }
    }

    private record Posted(Condition condition, Instant since) {}
}
