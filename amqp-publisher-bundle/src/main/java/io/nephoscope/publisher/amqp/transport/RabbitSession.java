package io.nephoscope.publisher.amqp.transport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A session on one channel of one connection of RabbitMQ's client. */
final class RabbitSession implements BrokerSession {

    private static final int CLOSE_TIMEOUT_MILLIS = 2000;
    private static final AMQP.BasicProperties PROPERTIES = new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("utf-8")
            .headers(Map.of())
            .deliveryMode(2)
            .priority(0)
            .build();

    private final Connection connection;
    private final Channel channel;
    private final Topology topology;
    private final Set<String> declaredKeys = new HashSet<>();

    private RabbitSession(Connection connection, Channel channel, Topology topology) {
        this.connection = connection;
        this.channel = channel;
        this.topology = topology;
    }

    static RabbitSession open(Connection connection, Topology topology, SessionEvents events) throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker grants no channel");
        }
        RabbitSession session = new RabbitSession(connection, channel, topology);
        session.redeclare();
        session.listen(events);
        channel.confirmSelect();
        return session;
    }

    private void listen(SessionEvents events) {
        connection.addBlockedListener(events::blocked, events::unblocked);
        channel.addConfirmListener(events::confirmed, events::refused);
        channel.addReturnListener(returned -> events.returned(returned.getBody()));
        channel.addShutdownListener(signal -> events.closed());
    }

    @Override
    public long nextNumber() {
        return channel.getNextPublishSeqNo();
    }

    @Override
    public void send(String routingKey, byte[] body) throws IOException {
        try {
            if (!declaredKeys.contains(routingKey)) {
                declareQueue(routingKey);
            }
            channel.basicPublish(topology.exchange(), routingKey, true, PROPERTIES, body);
        } catch (ShutdownSignalException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void redeclare() throws IOException {
        QueueFlags flags = topology.flags();
        declaredKeys.clear();
        try {
            channel.exchangeDeclare(
                    topology.exchange(),
                    BuiltinExchangeType.TOPIC,
                    flags.declaredDurable(),
                    flags.autoDelete(),
                    Map.of());
            for (String routingKey : topology.routingKeys()) {
                declareQueue(routingKey);
            }
        } catch (ShutdownSignalException e) {
            throw new IOException(e);
        }
    }

    private void declareQueue(String name) throws IOException {
        QueueFlags flags = topology.flags();
        channel.queueDeclare(name, flags.declaredDurable(), false, flags.autoDelete(), flags.queueArguments());
        channel.queueBind(name, topology.exchange(), name);
        declaredKeys.add(name);
    }

    @Override
    public Optional<BrokerFailure> failure() {
        return Optional.ofNullable(channel.getCloseReason()).map(BrokerFailure::of);
    }

    @Override
    public void close() {
        connection.abort(AMQP.REPLY_SUCCESS, "the agent is done", CLOSE_TIMEOUT_MILLIS);
    }
}
