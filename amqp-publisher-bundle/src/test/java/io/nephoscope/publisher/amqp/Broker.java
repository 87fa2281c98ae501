package io.nephoscope.publisher.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A real RabbitMQ of the tests' own, by the testbed's script. */
final class Broker {

    /** Beside the testbed's own, where that has a port of its own. */
    static final int PORT = Integer.parseInt(System.getenv().getOrDefault("NEPHOSCOPE_AMQP_PORT", "5690")) + 3;

    /** Where it speaks TLS. */
    static final int TLS_PORT = PORT + 1;

    private static final Path SCRIPT = Path.of("..", "testbed", "rabbitmq").toAbsolutePath();
    private static final Path STATE = Path.of("target", "testbed").toAbsolutePath();
    private static final Path TLS = STATE.resolve("rabbitmq/tls");
    private static final long SCRIPT_TIMEOUT_SECONDS = 120;

    String url() {
        return "rabbit://guest:guest@127.0.0.1:" + PORT + "/";
    }

    void start() throws IOException, InterruptedException {
        run("start");
    }

    void stop() throws IOException, InterruptedException {
        run("stop");
    }

    /** Ends it as a power failure would. */
    void kill() throws IOException, InterruptedException {
        run("kill");
    }

    /** Calls rabbitmqctl, and returns what it answers. */
    String control(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("ctl"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Takes all messages out of a queue. */
    List<GetResponse> drain(String queue) throws IOException, TimeoutException {
        List<GetResponse> messages = new ArrayList<>();
        drain(queue, messages::add);
        return messages;
    }

    /** Takes one message after the other out of a queue. */
    void drain(String queue, Consumer<GetResponse> reader) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            for (GetResponse next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
                reader.accept(next);
            }
        }
    }

    void deleteQueueAndExchange(String queue, String exchange) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(queue);
            channel.exchangeDelete(exchange);
        }
    }

    /** A file of the testbed's authority: ca.pem, agent.pem, agent.key. */
    String tlsFile(String name) {
        return TLS.resolve(name).toString();
    }

    /** Takes a binding away, again and again, as long as it is wanted. */
    void unbindWhile(BooleanSupplier wanted, String queue, String exchange) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            while (wanted.getAsBoolean()) {
                channel.queueUnbind(queue, exchange, queue);
            }
        }
    }

    void unbind(String queue, String exchange, String routingKey) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.queueUnbind(queue, exchange, routingKey);
        }
    }

    /** Declares a queue that belongs to this connection alone, for as long as that is open. */
    Connection declareExclusiveQueue(String queue) throws IOException, TimeoutException {
        Connection connection = connect();
        connection.createChannel().queueDeclare(queue, false, true, false, Map.of());
        return connection;
    }

    void declareDurableQueue(String queue) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(queue, true, false, false, Map.of());
        }
    }

    /** Binds one more queue, which holds all that it may and refuses what comes. */
    void bindFullQueue(String queue, String exchange, String routingKey) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            Map<String, Object> arguments = Map.of("x-max-length", 1, "x-overflow", "reject-publish");
            channel.queueDeclare(queue, true, false, false, arguments);
            channel.queueBind(queue, exchange, routingKey);
            channel.confirmSelect();
            channel.basicPublish("", queue, null, new byte[1]);
            channel.waitForConfirmsOrDie(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(PORT);
        factory.useBlockingIo();
        return factory.newConnection();
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("NEPHOSCOPE_TESTBED_STATE", STATE.toString());
        builder.environment().put("NEPHOSCOPE_AMQP_PORT", Integer.toString(PORT));
        builder.environment().put("NEPHOSCOPE_EPMD_PORT", Integer.toString(PORT + 10_000));
        builder.environment().put("NEPHOSCOPE_AMQP_TLS", "yes");
        // Not a pipe: what the broker starts would keep it open.
        Path output = Files.createTempFile("broker", ".log");
        try {
            Process process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(SCRIPT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String answer = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + answer);
            }
            return answer;
        } finally {
            Files.delete(output);
        }
    }
}
