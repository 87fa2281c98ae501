package io.nephoscope.publisher.amqp.transport;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Opens sessions with RabbitMQ's client. Recovery is not left to the client: who calls keeps the messages. */
public final class RabbitConnector implements BrokerConnector {

    private static final int RPC_TIMEOUT_MILLIS = (int) Duration.ofSeconds(15).toMillis();
    private static final int SHUTDOWN_TIMEOUT_MILLIS =
            (int) Duration.ofSeconds(2).toMillis();

    @Override
    public BrokerSession open(Target target, BrokerAddress broker, SessionEvents events) throws IOException {
        Connection connection = connect(target, broker);
        try {
            return RabbitSession.open(connection, target.topology(), events);
        } catch (IOException | RuntimeException e) {
            connection.abort(SHUTDOWN_TIMEOUT_MILLIS);
            throw e instanceof IOException failure ? failure : new IOException(e);
        }
    }

    private static Connection connect(Target target, BrokerAddress broker) throws IOException {
        ConnectionFactory factory = factory(target);
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        try {
            return factory.newConnection(List.of(new Address(broker.host(), broker.port())), name());
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static ConnectionFactory factory(Target target) throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.useBlockingIo();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setVirtualHost(target.url().virtualHost());
        factory.setSaslConfig(target.login().sasl());
        factory.setRequestedHeartbeat((int) target.heartbeat().toSeconds());
        factory.setConnectionTimeout((int) target.connectTimeout().toMillis());
        factory.setHandshakeTimeout((int) target.connectTimeout().toMillis());
        factory.setChannelRpcTimeout(RPC_TIMEOUT_MILLIS);
        factory.setShutdownTimeout(SHUTDOWN_TIMEOUT_MILLIS);
        factory.setThreadFactory(RabbitConnector::thread);
        factory.setExceptionHandler(new QuietExceptionHandler());
        if (target.usesTls()) {
            factory.useSslProtocol(target.tls().context());
            if (target.tls().checksHostname()) {
                factory.enableHostnameVerification();
            }
        }
        return factory;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "amqp-connection");
        thread.setDaemon(true);
        return thread;
    }

    private static String name() {
        return "nephoscope:" + ProcessHandle.current().pid() + ":" + UUID.randomUUID();
    }
}
