package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads what is published, in the envelope of oslo.messaging. */
final class Tap implements AutoCloseable {

    /** The exchange of Ceilometer, with the flags that it declares. */
    static final String EXCHANGE = "ceilometer";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Channel channel;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();

    private Tap(Connection connection) throws IOException {
        this.connection = connection;
        channel = connection.createChannel();
    }

    /** Gets a copy of each message that is published with a routing key from now on. */
    static Tap on(String routingKey) throws Exception {
        Tap tap = new Tap(connect());
        String queue = tap.channel.queueDeclare().getQueue();
        tap.channel.exchangeDeclare(EXCHANGE, "topic", false, false, Map.of());
        tap.channel.queueBind(queue, EXCHANGE, routingKey);
        tap.channel.basicConsume(queue, true, (tag, delivery) -> tap.take(delivery), tag -> {});
        return tap;
    }

    /** Takes all messages out of a queue. */
    static List<JsonNode> drain(String queue) throws Exception {
        return drain(queue, "/");
    }

    static List<JsonNode> drain(String queue, String virtualHost) throws Exception {
        try (Tap tap = new Tap(connect(virtualHost))) {
            List<JsonNode> messages = new ArrayList<>();
            for (GetResponse next = tap.get(queue); next != null; next = tap.get(queue)) {
                messages.add(message(next.getBody()));
            }
            return messages;
        }
    }

    private void take(Delivery delivery) {
        JsonNode message = message(delivery.getBody());
        frames.add(Frames.of(delivery, message));
        messages.add(message);
    }

    /** What each message looks like around its samples. */
    List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    static List<JsonNode> samples(List<JsonNode> messages) {
        List<JsonNode> samples = new ArrayList<>();
        messages.forEach(message -> message.path("payload").path("samples").forEach(samples::add));
        return samples;
    }

    /** The samples that came so far. */
    List<JsonNode> samples() {
        return samples(messages);
    }

    List<JsonNode> samples(String meter) {
        return samples().stream()
                .filter(sample -> sample.path("counter_name").asText().equals(meter))
                .toList();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private GetResponse get(String queue) throws IOException {
        return channel.basicGet(queue, true);
    }

    private static Connection connect() throws Exception {
        return connect("/");
    }

    private static Connection connect(String virtualHost) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(Testbed.brokerUrl().replaceFirst("^rabbit:", "amqp:").replaceFirst("/$", ""));
        factory.setVirtualHost(virtualHost);
        return factory.newConnection();
    }

    private static JsonNode message(byte[] body) {
        try {
            return JSON.readTree(JSON.readTree(body).path("oslo.message").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
