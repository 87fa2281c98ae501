package io.nephoscope.publisher.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.publisher.amqp.transport.QueueFlags.Quorum;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueFlagsTest {

    @Test
    void declaresAsOsloDoesByDefault() {
        QueueFlags flags = new QueueFlags(false, false, false, Quorum.NONE);

        assertThat(flags.declaredDurable()).isFalse();
        assertThat(flags.queueArguments()).isEmpty();
    }

    @Test
    void declaresQuorumQueuesDurable() {
        QueueFlags flags = new QueueFlags(false, false, false, new Quorum(true, 3, 0, 1000));

        assertThat(flags.declaredDurable()).isTrue();
        assertThat(flags.queueArguments())
                .isEqualTo(Map.of("x-queue-type", "quorum", "x-delivery-limit", 3, "x-max-in-memory-bytes", 1000));
    }

    @Test
    void asksForMirrors() {
        assertThat(new QueueFlags(true, false, true, Quorum.NONE).queueArguments())
                .isEqualTo(Map.of("x-ha-policy", "all"));
    }

    @Test
    void routesEachTopicToTheQueueOfItsSamples() {
        Topology topology = new Topology(
                "ceilometer", List.of("notifications", "other"), new QueueFlags(false, false, false, Quorum.NONE));

        assertThat(topology.routingKeys()).containsExactly("notifications.sample", "other.sample");
    }
}
