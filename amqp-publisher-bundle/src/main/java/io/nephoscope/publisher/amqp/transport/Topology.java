package io.nephoscope.publisher.amqp.transport;

import java.util.List;

/**
 * Where messages go.
 *
 * @param exchange the name of the topic exchange
 * @param topics each gets a message of its own
 * @param flags how exchange and queues are declared
 */
public record Topology(String exchange, List<String> topics, QueueFlags flags) {

    private static final String PRIORITY = ".sample";

    public Topology {
        topics = List.copyOf(topics);
    }

    /** The routing keys, which are the names of the queues too. */
    public List<String> routingKeys() {
        return topics.stream().map(topic -> topic + PRIORITY).toList();
    }
}
