package io.nephoscope.faults.scene;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** A RabbitMQ of our own, by the testbed's script. The agent has a user of its own, whose permissions may go. */
public final class Broker implements AutoCloseable {

    /** The agent's user; its password is the same. */
    public static final String USER = "polled";

    private static final String COOKIE = ".erlang.cookie";
    private static final int MAPPER_OFFSET = 10_000;
    private static final int TRIES = 100;

    private final Path root;
    private final Path state;
    private final int port;
    private int mapper;

    /**
     * Not started yet.
     *
     * @param root the project's folder
     * @param state of its files
     * @param port where it will listen
     */
    public Broker(Path root, Path state, int port) {
        this.root = root;
        this.state = state;
        this.port = port;
        mapper = port + MAPPER_OFFSET;
    }

    /** Makes it ready to become another one's companion: they have a cookie and a port mapper in common. */
    void share(Broker other) throws IOException {
        mapper = other.mapper;
        Path cookie = home().resolve(COOKIE);
        Files.createDirectories(cookie.getParent());
        Files.copy(other.home().resolve(COOKIE), cookie, REPLACE_EXISTING, COPY_ATTRIBUTES);
    }

    /** Becomes its companion. */
    void join(Broker other) throws IOException, InterruptedException {
        ctl("stop_app");
        ctl("join_cluster", "nephoscope-" + other.port + "@localhost");
        ctl("start_app");
    }

    private Path home() {
        return state.resolve("rabbitmq");
    }

    /** Starts it, also after it was killed, and returns when it takes connections. */
    public void start() throws IOException, InterruptedException {
        script("start");
    }

    /** Ends it as a power failure would. */
    public void kill() throws IOException, InterruptedException {
        script("kill");
    }

    /** Hands words to rabbitmqctl. */
    public String ctl(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ctl", "-q"));
        all.addAll(List.of(words));
        return script(all.toArray(String[]::new));
    }

    /** Makes the agent's user. */
    public void welcome() throws IOException, InterruptedException {
        if (!ctl("list_users").contains(USER)) {
            ctl("add_user", USER, USER);
        }
        permit(".*");
    }

    /** Says what the agent's user may configure, write and read: names as a regular expression. */
    public void permit(String names) throws IOException, InterruptedException {
        ctl("set_permissions", USER, names, names, names);
    }

    /** Deletes a queue in which nothing lies, as what lay there would be lost by the fault itself. */
    public void deleteQueue(String queue) throws IOException, TimeoutException {
        try (Connection connection = connect()) {
            for (int left = TRIES; left > 0; left--) {
                Channel channel = connection.createChannel();
                try {
                    channel.queueDelete(queue, false, true);
                    return;
                } catch (IOException e) {
                    // Something lies in it, which closes the channel.
                }
            }
        }
        throw new TimeoutException("the queue is never empty");
    }

    /** Deletes an exchange, and with it what is bound to it. */
    public void deleteExchange(String exchange) throws IOException, TimeoutException {
        try (Connection connection = connect()) {
            connection.createChannel().exchangeDelete(exchange);
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(uri().getHost());
        factory.setPort(port);
        return factory.newConnection("oracle-admin");
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Where it listens, for those whom nothing is done to. */
    public URI uri() {
        return URI.create("amqp://127.0.0.1:" + port);
    }

    /** The environment of the testbed's scripts that belong to this broker. */
    Map<String, String> environment() {
        return Map.of(
                "NEPHOSCOPE_TESTBED_STATE", state.toString(),
                "NEPHOSCOPE_AMQP_PORT", Integer.toString(port),
                "NEPHOSCOPE_EPMD_PORT", Integer.toString(mapper));
    }

    private String script(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("testbed/rabbitmq").toString());
        command.addAll(List.of(words));
        return Command.run(environment(), command);
    }

    @Override
    public void close() throws IOException {
        try {
            script("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
