package io.nephoscope.faults.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes all that comes to a queue and enters it into the ledger before it acknowledges it. It never declares the queue, which
 * is the agent's business: where there is none, it looks again. A thread of its own connects, as often as needed.
 */
public final class QueueConsumer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(200);
    /** So long nothing has come when the broker is asked whether it still knows of a consumer. */
    private static final Duration DOUBT = Duration.ofSeconds(2);

    private static final int PREFETCH = 50;
    private static final int CONNECT_MILLIS = 5000;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final List<URI> brokers;
    private final String queue;
    private final Intake intake;
    private final Thread thread;
    private volatile boolean wanted = true;
    private volatile boolean closed;
    private volatile boolean consuming;
    private int next;

    /** Who is told of messages, by one thread, one at a time, before they are acknowledged. */
    @FunctionalInterface
    public interface Intake {

        /**
         * Takes a message.
         *
         * @param redelivered whether the broker says that it has handed it over before
         */
        void take(byte[] body, boolean redelivered);
    }

    private QueueConsumer(List<URI> brokers, String queue, Intake intake) {
        this.brokers = List.copyOf(brokers);
        this.queue = queue;
        this.intake = intake;
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setRequestedHeartbeat(CONNECT_MILLIS / 1000);
        factory.setChannelRpcTimeout(CONNECT_MILLIS);
        thread = new Thread(this::run, "oracle-consumer");
        thread.setDaemon(true);
    }

    /**
     * Begins to consume.
     *
     * @param brokers tried in turn, as guest
     * @param secret of the samples' signatures
     */
    public static QueueConsumer start(List<URI> brokers, String queue, Ledger ledger, String secret)
            throws GeneralSecurityException {
        MessageReader reader = new MessageReader(secret);
        return start(brokers, queue, (body, redelivered) -> {
            try {
                ledger.enter(reader.read(body, redelivered));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                ledger.garbled();
            }
        });
    }

    /** Begins to consume for whoever keeps another ledger. */
    public static QueueConsumer start(List<URI> brokers, String queue, Intake intake) {
        QueueConsumer consumer = new QueueConsumer(brokers, queue, intake);
        consumer.thread.start();
        return consumer;
    }

    /**
     * Lets go of the broker before it is killed, and waits until nothing is unacknowledged: what comes twice afterwards was
     * sent twice.
     */
    public void pause() {
        wanted = false;
        LockSupport.unpark(thread);
        while (consuming) {
            LockSupport.parkNanos(PATIENCE.toNanos() / 10);
        }
    }

    /** Consumes again. */
    public void resume() {
        wanted = true;
    }

    private void run() {
        while (!closed) {
            if (wanted) {
                consume();
            }
            LockSupport.parkNanos(PATIENCE.toNanos());
        }
    }

    private void consume() {
        URI broker = brokers.get(next++ % brokers.size());
        factory.setHost(broker.getHost());
        factory.setPort(broker.getPort());
        try (Connection connection = factory.newConnection("oracle")) {
            consume(connection.createChannel());
        } catch (IOException | TimeoutException | RuntimeException e) {
            // The broker or the queue is not there: it is asked again.
        } finally {
            consuming = false;
        }
    }

    private void consume(Channel channel) throws IOException, TimeoutException {
        channel.basicQos(PREFETCH);
        Taker taker = new Taker(channel);
        String tag = channel.basicConsume(queue, false, taker);
        consuming = true;
        while (wanted && !closed && channel.isOpen() && !taker.cancelled && isKnown(channel, taker)) {
            LockSupport.parkNanos(PATIENCE.toNanos() / 4);
        }
        if (channel.isOpen()) {
            channel.basicCancel(tag);
            channel.close(200, "paused");
        }
    }

    /** A queue that is deleted and declared at the moment at which it is asked for may have no consumer, without a word. */
    private boolean isKnown(Channel channel, Taker taker) throws IOException {
        if (System.nanoTime() - taker.heardAt < DOUBT.toNanos()) {
            return true;
        }
        taker.heardAt = System.nanoTime();
        return channel.queueDeclarePassive(queue).getConsumerCount() > 0;
    }

    /** Called by the client's thread, one message at a time. */
    private final class Taker extends DefaultConsumer {

        private volatile boolean cancelled;
        private volatile long heardAt = System.nanoTime();

        Taker(Channel channel) {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            intake.take(body, envelope.isRedeliver());
            heardAt = System.nanoTime();
            getChannel().basicAck(envelope.getDeliveryTag(), false);
        }

        @Override
        public void handleCancel(String tag) {
            cancelled = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
