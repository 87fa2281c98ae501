package io.nephoscope.faults.scene;

import io.nephoscope.benchmarks.Command;
import io.nephoscope.benchmarks.measure.Processes;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Debian's {@code ceilometer-polling} on the same targets, queue and link. It is told to declare its queue durable, which it
 * does not by default: of a queue that is not, a broker that is killed keeps nothing.
 */
public final class CeilometerAgent implements Subject {

    /** As in the table. */
    public static final String NAME = "ceilometer";

    private static final Path PROGRAM = Path.of("/usr/bin/ceilometer-polling");

    private final Path root;
    private final Path folder;
    private final Setup setup;
    private final Map<String, String> environment;
    private Duration interval = Scene.INTERVAL;
    private String more = "";
    private @Nullable PeerProcess process;

    /**
     * What it is to poll and where to send it.
     *
     * @param cloud Keystone's address
     * @param transport the broker's URL
     * @param topic of its samples
     * @param secret of its signatures
     * @param meters as a list in YAML
     */
    public record Setup(String cloud, String transport, String topic, String secret, String meters) {}

    /**
     * Not started yet.
     *
     * @param root the project's folder
     * @param folder with definitions of pollsters in pollsters.d
     * @param broker whose environment the testbed's script takes
     */
    public CeilometerAgent(Path root, Path folder, Broker broker, Setup setup) {
        this(root, folder, broker.environment(), setup);
    }

    private CeilometerAgent(Path root, Path folder, Map<String, String> environment, Setup setup) {
        this.root = root;
        this.folder = folder;
        this.setup = setup;
        this.environment = environment;
    }

    /** One of several, with files of its own. */
    public static CeilometerAgent oneOfMany(Path root, Path folder, Broker broker, Setup setup) {
        Map<String, String> environment = new HashMap<>(broker.environment());
        environment.put("NEPHOSCOPE_TESTBED_STATE", folder.resolve("state").toString());
        return new CeilometerAgent(root, folder, environment, setup);
    }

    /** Has it poll at another interval than that of the scenes with one agent, from the next start on. */
    public CeilometerAgent every(Duration time) {
        interval = time;
        return this;
    }

    /** Adds lines to its configuration, from the next start on. */
    public CeilometerAgent configuredWith(String lines) {
        more = lines;
        return this;
    }

    /** Whether it is installed. */
    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        List<String> command = List.of(Command.run(
                        environment,
                        List.of(
                                root.resolve("testbed/ceilometer-polling").toString(),
                                "configure",
                                "--namespace",
                                "central",
                                "--cloud",
                                setup.cloud(),
                                "--interval",
                                Long.toString(interval.toSeconds()),
                                "--topic",
                                setup.topic(),
                                "--meters",
                                setup.meters(),
                                "--pollsters",
                                folder.resolve("pollsters.d").toString()))
                .split(" ", -1));
        Path configuration = Path.of(command.get(command.indexOf("--config-file") + 1));
        Files.writeString(configuration, configured(Files.readString(configuration)));
        process = PeerProcess.start(folder, Map.of(), command);
    }

    /** The testbed's configuration, by way of the link. */
    private String configured(String text) {
        return text.lines()
                        .map(line -> line.startsWith("transport_url") ? "transport_url = " + setup.transport() : line)
                        .collect(Collectors.joining("\n"))
                + """

                [publisher]
                telemetry_secret = %s
                [oslo_messaging_rabbit]
                amqp_durable_queues = true
                %s
                """.formatted(setup.secret(), more);
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        if (process != null) {
            Signals.send("KILL", processes());
            stop();
        }
    }

    @Override
    public List<Long> processes() {
        return process == null || !process.process().isAlive() ? List.of() : Processes.family(process.pid());
    }

    @Override
    public ToldGaps gaps() {
        return ToldGaps.NONE;
    }

    @Override
    public boolean isBalanced() {
        return true;
    }

    @Override
    public boolean isDrained() {
        return true;
    }

    @Override
    public Path store() {
        return folder.resolve("it-has-none");
    }

    @Override
    public String lastWords() throws IOException {
        String log = Files.readString(folder.resolve("log"));
        return log.substring(Math.max(0, log.length() - 2000));
    }

    @Override
    public void close() {
        stop();
    }
}
