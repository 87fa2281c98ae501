package io.nephoscope.core.publish;

import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.core.plugin.Origin;
import java.util.Optional;

/**
 * How a queue and its publisher stand.
 *
 * @param origin where the publisher comes from; empty if there is none
 * @param losers the pollsters that lose samples because the queue is full, for the operator; empty if none does
 */
public record QueueStatus(String name, Optional<Origin> origin, Samples samples, Condition condition, String losers) {

    /**
     * Samples since the configuration names the publisher.
     *
     * @param queued those that wait, in the queue and in the publisher
     * @param inFlight those sent, and not confirmed
     * @param lost those given up: the queue was full, or the publisher refused them for ever
     */
    public record Samples(long queued, long inFlight, long confirmed, long lost) {}

    /**
     * How the publisher stands.
     *
     * @param detail one sentence for the operator
     */
    public record Condition(PublisherState state, String detail) {

        /** Whether batches leave the agent. */
        public boolean healthy() {
            return state == PublisherState.CONNECTED;
        }
    }
}
