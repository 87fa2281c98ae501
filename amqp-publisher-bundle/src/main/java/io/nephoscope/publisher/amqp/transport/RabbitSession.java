package io.nephoscope.publisher.amqp.transport;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A session on one channel of one connection of RabbitMQ's client. Recovery is not left to the client: who calls
 * keeps the messages.
 *
 * <p>The client's orderly close waits for whoever writes, and a write into a network that swallows everything waits
 * for ever. So the session keeps the socket itself: {@link #abort} closes that.
 */
public final class RabbitSession implements BrokerSession {

    private static final int RPC_TIMEOUT_MILLIS = (int) Duration.ofSeconds(15).toMillis();
    private static final int CLOSE_TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int LINGER_SECONDS = 1;
    private static final String DEFAULT_EXCHANGE = "";
    private static final AMQP.BasicProperties PROPERTIES = new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("utf-8")
            .headers(Map.of())
            .deliveryMode(2)
            .priority(0)
            .build();

    private final Target target;
    private final BrokerAddress address;
    private final SessionEvents events;
    private final Set<String> declaredKeys = new HashSet<>();
    private volatile boolean found;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Channel channel;

    /** Under the lock of this session: an abort that comes before the socket closes it when it comes. */
    private @Nullable Socket socket;

    private boolean aborted;

    /** A session that is not open yet. */
    public RabbitSession(Target target, BrokerAddress address, SessionEvents events) {
        this.target = target;
        this.address = address;
        this.events = events;
    }

    @Override
    public String broker() {
        return found ? address.name() : address.place();
    }

    @Override
    public void open() throws IOException {
        requireNonNull(InetAddress.getByName(address.host()));
        found = true;
        try {
            Connection opened = connect();
            connection = opened;
            Channel confirming = opened.createChannel();
            if (confirming == null) {
                throw new IOException("the broker grants no channel");
            }
            channel = confirming;
            redeclare();
            opened.addBlockedListener(events::blocked, events::unblocked);
            confirming.addConfirmListener(events::confirmed, events::refused);
            confirming.addReturnListener(returned -> events.returned(returned.getBody()));
            confirming.addShutdownListener(signal -> events.closed());
            confirming.confirmSelect();
        } catch (IOException e) {
            throw e;
        } catch (TimeoutException | RuntimeException e) {
            throw new IOException(e);
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.useBlockingIo();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setUsername(address.user());
        factory.setPassword(address.password());
        factory.setVirtualHost(target.url().virtualHost());
        factory.setSaslConfig(target.login().sasl());
        factory.setRequestedHeartbeat(requestedHeartbeat());
        factory.setConnectionTimeout((int) target.connectTimeout().toMillis());
        factory.setHandshakeTimeout((int) target.connectTimeout().toMillis());
        factory.setChannelRpcTimeout(RPC_TIMEOUT_MILLIS);
        factory.setShutdownTimeout(CLOSE_TIMEOUT_MILLIS);
        factory.setThreadFactory(RabbitSession::thread);
        factory.setExceptionHandler(new QuietExceptionHandler());
        if (target.usesTls()) {
            factory.useSslProtocol(target.tls().context());
            if (target.tls().checksHostname()) {
                factory.enableHostnameVerification();
            }
        }
        factory.setSocketConfigurator(factory.getSocketConfigurator().andThen(this::keep));
        String name = "nephoscope:" + ProcessHandle.current().pid() + ":" + UUID.randomUUID();
        return factory.newConnection(List.of(new Address(address.host(), address.port())), name);
    }

    /**
     * The client takes a connection for dead after nine quarters of the heartbeat that it has agreed on with the
     * broker: it asks for one of which that makes the configured time. Less than a second there is not.
     */
    private int requestedHeartbeat() {
        long seconds = target.heartbeat().toSeconds();
        return (int) (seconds == 0 ? 0 : Math.max(1, seconds * 4 / 9));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "amqp-connection");
        thread.setDaemon(true);
        return thread;
    }

    /** With a time to linger, closing a TLS socket does not wait for one who writes to it. */
    private synchronized void keep(Socket opened) throws IOException {
        opened.setSoLinger(true, LINGER_SECONDS);
        socket = opened;
        if (aborted) {
            opened.close();
        }
    }

    @Override
    public long nextNumber() {
        return channel().getNextPublishSeqNo();
    }

    @Override
    public void send(String routingKey, byte[] body) throws IOException {
        if (!declaredKeys.contains(routingKey)) {
            calling(() -> declareQueue(routingKey));
        }
        publish(target.topology().exchange(), routingKey, body);
    }

    @Override
    public void sendToQueue(String queue, byte[] body) throws IOException {
        publish(DEFAULT_EXCHANGE, queue, body);
    }

    private void publish(String exchange, String routingKey, byte[] body) throws IOException {
        calling(() -> channel().basicPublish(exchange, routingKey, true, PROPERTIES, body));
    }

    @Override
    public void redeclare() throws IOException {
        Topology topology = target.topology();
        QueueFlags flags = topology.flags();
        declaredKeys.clear();
        calling(() -> {
            channel()
                    .exchangeDeclare(
                            topology.exchange(),
                            BuiltinExchangeType.TOPIC,
                            flags.declaredDurable(),
                            flags.autoDelete(),
                            Map.of());
            for (String routingKey : topology.routingKeys()) {
                declareQueue(routingKey);
            }
        });
    }

    private void declareQueue(String name) throws IOException {
        QueueFlags flags = target.topology().flags();
        channel().queueDeclare(name, flags.declaredDurable(), false, flags.autoDelete(), flags.queueArguments());
        channel().queueBind(name, target.topology().exchange(), name);
        declaredKeys.add(name);
    }

    @Override
    public Optional<BrokerFailure> failure() {
        Channel now = channel;
        ShutdownSignalException reason = now == null ? null : now.getCloseReason();
        return reason == null ? Optional.empty() : Optional.of(BrokerFailure.of(reason, target));
    }

    @Override
    public void close() {
        Connection now = connection;
        if (now != null) {
            now.abort(AMQP.REPLY_SUCCESS, "the agent is done", CLOSE_TIMEOUT_MILLIS);
        }
        abort();
    }

    @Override
    public void abort() {
        Socket now;
        synchronized (this) {
            aborted = true;
            now = socket;
        }
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                events.closed();
            }
        }
    }

    private Channel channel() {
        return requireNonNull(channel, "the session is not open");
    }

    private interface Call {
        void run() throws IOException;
    }

    /** What the client throws unchecked when the session is over is an {@link IOException} as well. */
    private static void calling(Call call) throws IOException {
        try {
            call.run();
        } catch (ShutdownSignalException e) {
            throw new IOException(e);
        }
    }
}
