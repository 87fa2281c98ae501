package io.nephoscope.benchmarks.snmp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the samples of one cycle after the other from the broker. Thread-safe. */
final class Delivery implements AutoCloseable {

    static final String TOPIC = "benchmark-snmp";

    private static final String EXCHANGE = "ceilometer";
    private static final String QUEUE = TOPIC + ".sample";
    /** When a sample was polled; the message around it writes its own time in another way. */
    private static final Pattern POLLED = Pattern.compile("timestamp[\\\\\": ]+(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+)");

    private static final String MARK = "counter_name";

    private final Connection connection;
    private int samples;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /**
     * A whole cycle.
     *
     * @param wall from its first poll to its last sample at the consumer
     */
    record Cycle(int samples, Duration wall) {}

    Delivery(String url) throws IOException, TimeoutException {
        URI uri = URI.create(url);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(uri.getHost());
        factory.setPort(uri.getPort());
        connection = factory.newConnection();
        Channel channel = connection.createChannel();
        channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, false);
        channel.queueDeclare(QUEUE, false, false, false, Map.of());
        channel.queueBind(QUEUE, EXCHANGE, QUEUE);
        channel.basicConsume(QUEUE, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                note(new String(body, StandardCharsets.UTF_8), Instant.now());
            }
        });
    }

    private synchronized void note(String body, Instant now) {
        samples += count(body);
        last = now;
        Matcher polled = POLLED.matcher(body);
        if (polled.find()) {
            Instant at = Instant.parse(polled.group(1) + "Z");
            first = at.isBefore(first) ? at : first;
        }
        notifyAll();
    }

    private static int count(String body) {
        int found = 0;
        for (int at = body.indexOf(MARK); at >= 0; at = body.indexOf(MARK, at + 1)) {
            found++;
        }
        return found;
    }

    /** Waits for all samples of the next cycle. */
    synchronized Cycle next(int expected, Duration limit) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        while (samples < expected) {
            long left = Duration.between(Instant.now(), deadline).toMillis();
            if (left <= 0) {
                throw new IllegalStateException("of %d samples of a cycle %d came".formatted(expected, samples));
            }
            wait(left);
        }
        Cycle cycle = new Cycle(samples, Duration.between(first, last));
        samples = 0;
        first = Instant.MAX;
        return cycle;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
