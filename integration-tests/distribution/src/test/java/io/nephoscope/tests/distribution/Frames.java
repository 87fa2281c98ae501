package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a message looks like around its samples: AMQP's properties, both envelopes, and all keys in their order. */
final class Frames {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Frames() {}

    static JsonNode of(Delivery delivery, JsonNode message) {
        BasicProperties properties = delivery.getProperties();
        ObjectNode frame = JSON.createObjectNode()
                .put("content_type", properties.getContentType())
                .put("content_encoding", properties.getContentEncoding())
                .put("delivery_mode", properties.getDeliveryMode())
                .put("priority", properties.getPriority())
                .put("headers", String.valueOf(properties.getHeaders()))
                .put("exchange", delivery.getEnvelope().getExchange());
        frame.set("outer", outer(delivery.getBody()));
        ObjectNode inner = message.deepCopy();
        ObjectNode payload = inner.withObject("/payload");
        payload.put("samples", payload.path("samples").getNodeType().toString());
        Forms.replace(inner, "message_id", "_unique_id", "timestamp");
        frame.set("inner", inner);
        return frame;
    }

    private static JsonNode outer(byte[] body) {
        try {
            ObjectNode outer = (ObjectNode) JSON.readTree(body);
            return outer.put(
                    "oslo.message", outer.path("oslo.message").getNodeType().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
