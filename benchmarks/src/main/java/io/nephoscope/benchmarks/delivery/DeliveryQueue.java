package io.nephoscope.benchmarks.delivery;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** A queue that nobody consumes, and that is emptied now and then so that it does not grow. Thread-safe. */
final class DeliveryQueue implements AutoCloseable {

    private static final long PAUSE_MILLIS = 500;

    private final String name;
    private final Connection connection;
    private final Channel channel;
    private final Thread keeper = new Thread(this::keepShort, "delivery-queue");
    private int bodySize;

    private DeliveryQueue(String name, Connection connection) throws IOException {
        this.name = name;
        this.connection = connection;
        channel = connection.createChannel();
    }

    /**
     * Declares it.
     *
     * @param url of the broker, in the form of oslo.messaging
     */
    static DeliveryQueue open(QueueKind kind, String url) throws IOException, TimeoutException {
        URI uri = URI.create(url);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(uri.getHost());
        factory.setPort(uri.getPort());
        Connection connection = factory.newConnection();
        try {
            DeliveryQueue queue = new DeliveryQueue(kind.queue(), connection);
            queue.declare(kind);
            queue.keeper.setDaemon(true);
            queue.keeper.start();
            return queue;
        } catch (IOException | RuntimeException e) {
            connection.abort();
            throw e;
        }
    }

    private void declare(QueueKind kind) throws IOException {
        channel.exchangeDeclare(kind.exchange(), BuiltinExchangeType.TOPIC, kind.isDurable(), false, Map.of());
        channel.queueDeclare(name, kind.isDurable(), false, false, kind.arguments());
        channel.queueBind(name, kind.exchange(), name);
    }

    private void keepShort() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE_MILLIS);
                empty();
            }
        } catch (InterruptedException | IOException | AlreadyClosedException e) {
            // The benchmark is done with it, or whoever measures will see that the broker is gone.
        }
    }

    /** Looks at one message, and lets go of all. */
    synchronized void empty() throws IOException {
        GetResponse response = channel.basicGet(name, true);
        if (response != null) {
            bodySize = response.getBody().length;
            channel.queuePurge(name);
        }
    }

    /** The size of the last message that was looked at, in bytes; 0 if there was none. */
    synchronized int bodySize() throws IOException {
        empty();
        return bodySize;
    }

    @Override
    public void close() throws IOException {
        keeper.interrupt();
        connection.close();
    }
}
