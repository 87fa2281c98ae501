package io.nephoscope.publisher.amqp.transport;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How exchange and queues are declared; all who declare them must agree.
 *
 * @param durable whether they outlive a restart of the broker
 * @param autoDelete whether they vanish with their last user
 * @param mirrored whether to ask for the queue to be mirrored, as brokers before 3.0 want it
 * @param quorum what a replicated queue keeps to
 */
public record QueueFlags(boolean durable, boolean autoDelete, boolean mirrored, Quorum quorum) {

    /**
     * The options of a replicated queue; a number of 0 leaves that to the broker.
     *
     * @param enabled whether the queue is a replicated one
     * @param deliveryLimit how often a message is delivered before it is thrown away
     * @param maxMemoryLength how many messages stay in memory
     * @param maxMemoryBytes how many bytes stay in memory
     */
    public record Quorum(boolean enabled, int deliveryLimit, int maxMemoryLength, int maxMemoryBytes) {

        /** A classic queue. */
        public static final Quorum NONE = new Quorum(false, 0, 0, 0);
    }

    /** Replicated queues, and their exchange, are durable whatever the configuration says. */
    boolean declaredDurable() {
        return durable || quorum.enabled();
    }

    Map<String, Object> queueArguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (mirrored) {
            arguments.put("x-ha-policy", "all");
        }
        if (quorum.enabled()) {
            arguments.put("x-queue-type", "quorum");
            putPositive(arguments, "x-delivery-limit", quorum.deliveryLimit());
            putPositive(arguments, "x-max-in-memory-length", quorum.maxMemoryLength());
            putPositive(arguments, "x-max-in-memory-bytes", quorum.maxMemoryBytes());
        }
        return arguments;
    }

    private static void putPositive(Map<String, Object> arguments, String name, int value) {
        if (value > 0) {
            arguments.put(name, value);
        }
    }
}
