package io.nephoscope.benchmarks.measure;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Takes from the broker what the peers publish, and notes when it came. */
public final class Tap implements AutoCloseable {

    /** The topic that peers with oslo.messaging's manners send to. */
    public static final String TOPIC = "benchmark";

    /** The exchange that the others send to. */
    public static final String FANOUT = "benchmark.fanout";

    private static final String CEILOMETER = "ceilometer";
    private static final String QUEUE = TOPIC + ".sample";
    /** What stands once in each sample: of Ceilometer's messages, and of collectd's. */
    private static final List<byte[]> MARKS = List.of(bytes("counter_name"), bytes("\"dsnames\""));

    private final Connection connection;
    private final List<Arrival> arrivals = new ArrayList<>();

    /** A message that came. */
    public record Arrival(Instant at, int samples) {}

    private Tap(Connection connection) {
        this.connection = connection;
    }

    /** Opens it on a broker whose URL is in the form of oslo.messaging. */
    public static Tap open(String url) throws IOException, TimeoutException {
        URI uri = URI.create(url);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(uri.getHost());
        factory.setPort(uri.getPort());
        Connection connection = factory.newConnection();
        Tap tap = new Tap(connection);
        tap.consume(connection.createChannel());
        return tap;
    }

    private void consume(Channel channel) throws IOException {
        channel.exchangeDeclare(CEILOMETER, BuiltinExchangeType.TOPIC, false);
        channel.exchangeDeclare(FANOUT, BuiltinExchangeType.FANOUT, false);
        channel.queueDeclare(QUEUE, false, false, false, Map.of());
        channel.queueBind(QUEUE, CEILOMETER, QUEUE);
        channel.queueBind(QUEUE, FANOUT, "");
        channel.basicConsume(QUEUE, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                note(new Arrival(Instant.now(), samplesIn(body)));
            }
        });
    }

    private synchronized void note(Arrival arrival) {
        arrivals.add(arrival);
        notifyAll();
    }

    /** Forgets what came so far. */
    public synchronized void clear() {
        arrivals.clear();
    }

    /** What came since it was cleared, in this order. */
    public synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** Waits for the first sample since it was cleared; empty if none comes until then. */
    public synchronized Optional<Instant> awaitFirst(Instant deadline) throws InterruptedException {
        while (arrivals.isEmpty()) {
            long left = deadline.toEpochMilli() - System.currentTimeMillis();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        return Optional.of(arrivals.get(0).at());
    }

    static int samplesIn(byte[] body) {
        return MARKS.stream().mapToInt(mark -> count(body, mark)).sum();
    }

    private static int count(byte[] body, byte[] mark) {
        int found = 0;
        for (int at = 0; at <= body.length - mark.length; at++) {
            if (body[at] == mark[0] && Arrays.equals(body, at, at + mark.length, mark, 0, mark.length)) {
                found++;
                at += mark.length - 1;
            }
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
