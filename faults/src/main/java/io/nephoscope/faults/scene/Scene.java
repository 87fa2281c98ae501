package io.nephoscope.faults.scene;

import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.faults.oracle.Ledger;
import io.nephoscope.faults.oracle.Lives;
import io.nephoscope.faults.oracle.QueueConsumer;
import io.nephoscope.faults.oracle.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a fault can reach, and the oracle, which none does. Used by one thread.
 */
public final class Scene implements AutoCloseable {

    /** Of all sources. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    /** The agent's queue has this name and ".sample". */
    static final String TOPIC = "faults";

    static final String SECRET = "faults";

    private static final Duration EXCUSED = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration READY = Duration.ofSeconds(60);
    private static final int DISK_MEGABYTES = 128;

    private final Setting setting;
    private final Ledger ledger = new Ledger(System::nanoTime);
    private final List<Long> ends = new ArrayList<>();
    private final Cluster cluster;
    private final Targets targets;
    private final Disk disk;
    private final Subject subject;
    private final QueueConsumer consumer;

    private Scene(Setting setting, String peer, int nodes) throws Exception {
        this.setting = setting;
        targets = Targets.start(
                Stream.concat(setting.sources().stream(), Stream.of(Setting.MASS))
                        .toList(),
                ledger);
        disk = Disk.at(setting.folder().resolve("disk"), setting.pick(DISK_MEGABYTES, 32 * DISK_MEGABYTES));
        cluster = Cluster.start(setting, nodes);
        subject = peer.equals(NephoscopeAgent.NAME) ? nephoscope() : ceilometer();
        consumer = QueueConsumer.start(cluster.uris(), TOPIC + ".sample", ledger, SECRET);
    }

    /**
     * Starts everything, and returns when the first samples have come.
     *
     * @param peer whose agent is tried
     * @param nodes of the broker
     */
    public static Scene open(Setting setting, String peer, int nodes) throws Exception {
        Scene scene = new Scene(setting, peer, nodes);
        try {
            scene.startSubject();
            scene.awaitDrained(new Ledger.Mark(Map.of(), 0), scene.ledger.mark(), READY);
            return scene;
        } catch (Exception e) {
            scene.close();
            throw e;
        }
    }

    private Subject nephoscope() throws IOException {
        Path home = setting.root().resolve("distribution/target/nephoscope");
        Installation installation =
                new Installation(home, setting.folder().resolve("agent").toAbsolutePath());
        AgentFiles files = new AgentFiles(installation, setting);
        files.write(cluster.transport(), targets);
        return new NephoscopeAgent(installation, disk.folder().resolve("var").toAbsolutePath());
    }

    private Subject ceilometer() throws IOException {
        Path folder = setting.folder().resolve("ceilometer");
        targets.define(folder.resolve("pollsters.d"));
        String meters = setting.sources().stream()
                .map(source -> "\"oracle." + source.name() + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return new CeilometerAgent(
                setting.root(),
                folder,
                cluster.broker(),
                new CeilometerAgent.Setup(targets.authUrl(), cluster.transport(), TOPIC, SECRET, meters));
    }

    public Setting setting() {
        return setting;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The broker, or its nodes, and the way to them. */
    public Cluster cluster() {
        return cluster;
    }

    public Broker broker() {
        return cluster.broker();
    }

    public Link link() {
        return cluster.link();
    }

    public Disk disk() {
        return disk;
    }

    public Subject subject() {
        return subject;
    }

    /** Our agent, where it is the one that is tried. */
    public NephoscopeAgent agent() {
        if (subject instanceof NephoscopeAgent agent) {
            return agent;
        }
        throw new IllegalStateException("this fault is for our own agent alone");
    }

    public QueueConsumer consumer() {
        return consumer;
    }

    /** When the agent ran, so far. */
    public Lives lives() {
        return new Lives(INTERVAL, ends, EXCUSED);
    }

    /** Starts the agent, and returns when it has polled each source. */
    public void startSubject() throws Exception {
        subject.start();
        awaitPolls(1);
    }

    /** Kills the agent. */
    public void killSubject() throws Exception {
        subject.kill();
        ends.add(System.nanoTime());
    }

    /** Stops the agent in order. */
    public void stopSubject() throws Exception {
        subject.stop();
        ends.add(System.nanoTime());
    }

    /** Makes whole what a fault left broken that was not brought to its end; the agent is left as it is. */
    public void heal() throws Exception {
        for (Broker broker : cluster.brokers()) {
            broker.start();
        }
        cluster.links().forEach(Link::heal);
        consumer.resume();
        disk.free();
        if (subject.processes().isEmpty()) {
            startSubject();
        }
    }

    /** Lets time pass. */
    public void hold(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** Until each source was polled so many times more. */
    public void awaitPolls(int more) throws TimeoutException {
        Ledger.Mark before = ledger.mark();
        await(READY, "the agent does not poll", () -> setting.sources().stream()
                .allMatch(source -> ledger.mark().of(source.name()) >= before.of(source.name()) + more));
    }

    /**
     * Until all samples of some slots have come, or nothing more is to be expected: the agent says that nothing waits in it,
     * and nothing has come for a while but what was polled later.
     *
     * @return whether one of the two came to pass in time
     */
    public boolean awaitDrained(Ledger.Mark from, Ledger.Mark to, Duration limit) {
        long[] progress = {ledger.missing(from, to), System.nanoTime()};
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            long missing = ledger.missing(from, to);
            if (missing == 0) {
                return true;
            }
            if (missing != progress[0]) {
                progress[0] = missing;
                progress[1] = System.nanoTime();
            }
            boolean still = System.nanoTime() - progress[1] > QUIET.toNanos();
            if (still && ledger.silence().compareTo(QUIET) < 0 && subject.isDrained()) {
                return true;
            }
            hold(still ? QUIET.dividedBy(4) : GLANCE);
        }
        return false;
    }

    /** Of what lies on the disk that goes. */
    private void keepLog() throws IOException {
        Path log = disk.folder().resolve("var/log/nephoscope.log");
        if (Files.exists(log)) {
            Files.copy(log, setting.folder().resolve("nephoscope.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Until what a fault is to do has begun. */
    public void await(String complaint, BooleanSupplier condition) throws TimeoutException {
        await(READY, complaint, condition);
    }

    private void await(Duration limit, String complaint, BooleanSupplier condition) throws TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(complaint);
            }
            hold(GLANCE);
        }
    }

    @Override
    public void close() throws IOException {
        subject.close();
        keepLog();
        consumer.close();
        cluster.close();
        targets.close();
        disk.close();
    }
}
