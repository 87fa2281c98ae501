package io.nephoscope.faults.partition;

import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.faults.oracle.QueueConsumer;
import io.nephoscope.faults.scene.Broker;
import io.nephoscope.faults.scene.CeilometerAgent;
import io.nephoscope.faults.scene.Link;
import io.nephoscope.faults.scene.NephoscopeAgent;
import io.nephoscope.faults.scene.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Several agents, the engine through which they agree, the broker, and the ledger. Used by one thread. */
final class SharedScene implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int PATIENT_SLOTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Samples of a slot are there some time after the next one has begun. */
    private static final Duration ON_THEIR_WAY = Duration.ofSeconds(5);

    private final SharedSetting setting;
    private final SharedLedger ledger;
    private final SharedTargets targets;
    private final Broker broker;
    private final CoordinationServers servers;
    private final List<Integer> enginePorts;
    private final QueueConsumer consumer;
    private final Map<String, SharedAgent> agents = new LinkedHashMap<>();

    private SharedScene(SharedSetting setting) throws Exception {
        this.setting = setting;
        Path folder = setting.folder();
        ledger = new SharedLedger(setting.crowd().resources(), setting.timing().interval());
        targets = SharedTargets.start(setting.crowd().resources());
        broker = new Broker(setting.root(), folder.resolve("broker-1/0"), setting.port());
        broker.start();
        broker.welcome();
        servers = new CoordinationServers(
                setting.engine(), setting.root(), folder.resolve("engine"), setting.enginePort());
        servers.start();
        enginePorts = servers.ports();
        consumer = QueueConsumer.start(
                List.of(broker.uri()), SharedFiles.TOPIC + ".sample", new SharedIntake(ledger, SharedFiles.SECRET));
    }

    /** Starts everything, and returns when all is polled, and once. */
    static SharedScene open(SharedSetting setting) throws Exception {
        SharedScene scene = new SharedScene(setting);
        try {
            scene.restore();
            return scene;
        } catch (Exception e) {
            scene.close();
            throw e;
        }
    }

    SharedSetting setting() {
        return setting;
    }

    SharedTiming timing() {
        return setting.timing();
    }

    SharedLedger ledger() {
        return ledger;
    }

    CoordinationServers servers() {
        return servers;
    }

    // ------------------------------------------------------------------ agents

    /** The agents that there are when no fault is done, by name: a1, a2 … */
    List<String> crew() {
        return IntStream.rangeClosed(1, setting.crowd().agents())
                .mapToObj(SharedScene::name)
                .toList();
    }

    static String name(int number) {
        return "a" + number;
    }

    /** An agent, which is made if there is none of that name, and does not run then. */
    SharedAgent agent(String name) throws IOException {
        SharedAgent known = agents.get(name);
        if (known == null) {
            known = made(name);
            agents.put(name, known);
        }
        return known;
    }

    private SharedAgent made(String name) throws IOException {
        List<Link> links = new ArrayList<>();
        for (int port : enginePorts) {
            links.add(Link.to(port));
        }
        // Ceilometer's driver for etcd knows one host alone.
        int reachable = isOurs() || servers.kind() == ServerKind.ZOOKEEPER ? links.size() : 1;
        String backend =
                servers.url(links.stream().limit(reachable).map(Link::port).toList());
        String transport = "rabbit://%1$s:%1$s@127.0.0.1:%2$d/".formatted(Broker.USER, broker.port());
        Path folder = setting.folder().resolve(name).toAbsolutePath();
        boolean ours = isOurs() || (setting.peer().equals(SharedOptions.MIXED) && agents.size() % 2 == 1);
        return new SharedAgent(
                name, ours ? ours(folder, transport, backend) : ceilometer(folder, transport, backend), links);
    }

    private Subject ours(Path folder, String transport, String backend) throws IOException {
        Installation installation = new Installation(setting.root().resolve("distribution/target/nephoscope"), folder);
        new SharedFiles(transport, targets.authUrl(), timing(), isOurs() ? "slots" : "tooz")
                .write(installation, folder.getFileName().toString(), backend);
        return new NephoscopeAgent(installation, folder.resolve("var"));
    }

    private Subject ceilometer(Path folder, String transport, String backend) throws IOException {
        SharedTargets.define(folder.resolve("pollsters.d"), folder.getFileName().toString());
        CeilometerAgent.Setup setup = new CeilometerAgent.Setup(
                targets.authUrl(),
                transport,
                SharedFiles.TOPIC,
                SharedFiles.SECRET,
                "[\"" + SharedTargets.METER + "\"]");
        return CeilometerAgent.oneOfMany(setting.root(), folder, broker, setup)
                .every(timing().interval())
                .configuredWith("[coordination]\nbackend_url = " + backend);
    }

    /** Whether our agents are tried, and no others. */
    boolean isOurs() {
        return setting.peer().equals(NephoscopeAgent.NAME);
    }

    /** Names of agents that run. */
    Set<String> running() {
        return agents.values().stream()
                .filter(SharedAgent::runs)
                .map(SharedAgent::name)
                .collect(Collectors.toSet());
    }

    /** An agent that runs beside the crew, if one has joined. */
    Optional<SharedAgent> newcomer() {
        return agents.values().stream()
                .filter(agent -> agent.runs() && !crew().contains(agent.name()))
                .findFirst();
    }

    /** The state in which each fault begins: the whole crew runs and nobody else, nothing is cut, and all is polled once. */
    void restore() throws Exception {
        for (int node = 1; node <= CoordinationServers.NODES; node++) {
            servers.start(node);
        }
        for (SharedAgent agent : agents.values()) {
            agent.heal();
            if (agent.runs() && !crew().contains(agent.name())) {
                agent.leave();
            }
        }
        for (String name : crew()) {
            if (!agent(name).runs()) {
                agent(name).start();
                // Ceilometer's agents that start at once may never come to agree.
                hold(isOurs() ? Duration.ZERO : timing().session());
            }
        }
        if (!isSettled(slot() - 1) || !isSettled(slot() - 2)) {
            awaitSettled();
        }
    }

    /** How many resources an agent polled at the last slot. */
    long load(SharedAgent agent) {
        return ledger.load(agent.name(), slot() - 1);
    }

    // ------------------------------------------------------------------ time

    /** The slot that is now. */
    long slot() {
        return ledger.slotAt(Instant.now());
    }

    /** Lets slots pass. */
    void awaitSlots(int count) throws InterruptedException {
        holdUntil(ledger.dueAt(slot() + count));
    }

    void hold(Duration time) throws InterruptedException {
        holdUntil(Instant.now().plus(time));
    }

    private void holdUntil(Instant end) throws InterruptedException {
        while (Instant.now().isBefore(end)) {
            Thread.sleep(GLANCE.toMillis());
        }
    }

    /**
     * Until at two slots, one after the other, everything was polled, once, by all agents that run.
     *
     * @throws TimeoutException if that does not come to pass
     */
    void awaitSettled() throws InterruptedException, TimeoutException {
        if (isOurs()) {
            awaitAllOnce();
        } else {
            awaitAll();
        }
    }

    /** Ceilometer's agents need not come to that: until all of them poll, and two slots more. */
    private void awaitAll() throws InterruptedException {
        Instant end = Instant.now().plus(timing().interval().multipliedBy(PATIENT_SLOTS));
        long from = slot() + 1;
        while (Instant.now().isBefore(end)
                && (slot() <= from || !ledger.agents(slot() - 1).equals(running()))) {
            hold(GLANCE);
        }
        awaitSlots(2);
    }

    private void awaitAllOnce() throws InterruptedException, TimeoutException {
        Duration interval = timing().interval();
        Instant end = Instant.now().plus(PATIENCE).plus(interval.multipliedBy(4));
        long from = slot() + 1;
        while (!isSettled(from) || !isSettled(from + 1)) {
            if (Instant.now().isAfter(end)) {
                throw new TimeoutException(
                        "not all is polled once by " + running() + "; " + state(slot() - 2) + ", " + state(slot() - 1));
            }
            if (Instant.now().isAfter(ledger.dueAt(from + 2).plus(ON_THEIR_WAY))) {
                from++;
            }
            hold(GLANCE);
        }
    }

    private boolean isSettled(long slot) {
        return ledger.missing(slot) == 0
                && ledger.doubled(slot) == 0
                && ledger.agents(slot).equals(running());
    }

    private String state(long slot) {
        return "at %s %d are missing, %d doubled, polled by %s"
                .formatted(ledger.dueAt(slot), ledger.missing(slot), ledger.doubled(slot), ledger.agents(slot));
    }

    /** Until nothing is missing at some slots, or nothing more can come. */
    void awaitArrivals(long from, long to) throws InterruptedException {
        Instant end = Instant.now().plus(timing().hold()).plus(timing().interval());
        while (isOurs() && Instant.now().isBefore(end) && missing(from, to) > 0) {
            hold(GLANCE);
        }
        // What comes twice comes later.
        hold(ON_THEIR_WAY);
    }

    private long missing(long from, long to) {
        long missing = 0;
        for (long slot = from; slot <= to; slot++) {
            missing += ledger.missing(slot);
        }
        return missing;
    }

    String lastWords() throws IOException {
        StringBuilder words = new StringBuilder();
        for (SharedAgent agent : agents.values()) {
            words.append(agent.name()).append(":\n").append(agent.lastWords()).append('\n');
        }
        return words.toString();
    }

    @Override
    public void close() throws IOException {
        agents.values().parallelStream().forEach(SharedScene::close);
        consumer.close();
        servers.close();
        broker.close();
        targets.close();
    }

    private static void close(SharedAgent agent) {
        try {
            agent.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
