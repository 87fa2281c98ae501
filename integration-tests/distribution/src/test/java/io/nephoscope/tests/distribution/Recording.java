package io.nephoscope.tests.distribution;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nephoscope.tests.distribution.Comparison.Row;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs Ceilometer's polling agent and ours on the same things, and notes what both send while these change. */
final class Recording {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private final Tap theirs;
    private final Tap ours;
    private final Agent agent;
    private final String namespace;
    private final int interval;
    private String meters = "[\"*\"]";
    private final List<Stage> stages = new ArrayList<>();

    /**
     * A recording that has not begun.
     *
     * @param agent configured to poll the same, and to publish on the testbed's broker
     * @param interval in seconds, of all pollsters of both
     */
    Recording(Agent agent, String namespace, int interval) throws Exception {
        this.agent = agent;
        this.namespace = namespace;
        this.interval = interval;
        theirs = Tap.on("reference.sample");
        ours = Tap.on("notifications.sample");
    }

    /** Says which meters both poll, as it is written in polling.yaml; all until then. */
    Recording of(String wanted) {
        meters = wanted;
        return this;
    }

    /** Has both poll all that they know, if nothing else was said. */
    void start(String... ceilometersOptions) throws Exception {
        agent.configure("io.nephoscope.core", "publishers=amqp", "polling.namespaces=" + namespace)
                // Services on a busy machine may take longer than the interval: nothing is to be missing for that.
                .polling("sources: [{name: all, interval: %d, timeout: 30, meters: %s}]".formatted(interval, meters))
                .run();
        List<String> words = new ArrayList<>(List.of("start", "--namespace", namespace));
        words.addAll(List.of("--interval", String.valueOf(interval), "--meters", meters));
        words.addAll(List.of(ceilometersOptions));
        Testbed.call("ceilometer-polling", words.toArray(String[]::new));
    }

    /** Waits until enough was sent, from the first cycle on, to compare what nobody has changed. */
    void first(String name) {
        stage(name, true, Stage.START);
    }

    /**
     * Waits until enough was sent to compare since a change that was made just now.
     *
     * @param still whether no volume moves
     */
    void stage(String name, boolean still) {
        stage(name, still, LocalDateTime.now(ZoneOffset.UTC).format(TIMESTAMP));
    }

    private void stage(String name, boolean still, String since) {
        await(name).pollInterval(Duration.ofMillis(50)).atMost(SOON).until(() -> told(name, still, since)
                .isTold());
        stages.add(told(name, still, since));
    }

    private Stage told(String name, boolean still, String since) {
        return Stage.of(name, still, since, ourRounds(), theirRounds());
    }

    List<Stage> stages() {
        return stages;
    }

    List<Round> ourRounds() {
        return Round.of(ours.samples());
    }

    List<Round> theirRounds() {
        return Round.of(
                theirs.samples().stream().map(Recording::withTheMetersName).toList());
    }

    /**
     * Ceilometer publishes its pollster network.outgoing.bytes.delta under the name of another meter, and until 21 the power
     * that a board takes as a current.
     */
    private static JsonNode withTheMetersName(JsonNode sample) {
        String name = sample.path("counter_name").asText();
        if (name.equals("network.outgoing.packets.delta")) {
            return renamed(sample, "network.outgoing.bytes.delta");
        }
        boolean isPower = sample.path("resource_id").asText().contains("pwr_consumption");
        return isPower && name.equals("hardware.ipmi.current") ? renamed(sample, "hardware.ipmi.power") : sample;
    }

    private static JsonNode renamed(JsonNode sample, String name) {
        return ((ObjectNode) sample.deepCopy()).put("counter_name", name);
    }

    Tap ours() {
        return ours;
    }

    Tap theirs() {
        return theirs;
    }

    /** The names of our pollsters of the namespace. */
    Set<String> ourPollsters() throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonNode pollster : agent.shell("pollsters")) {
            if (!pollster.path("state").asText().equals("FOREIGN")) {
                names.add(pollster.path("name").asText());
            }
        }
        return names;
    }

    /** The names of its pollsters. */
    Set<String> theirPollsters() throws Exception {
        return new TreeSet<>(Testbed.call("ceilometer-polling", "pollsters", "--namespace", namespace)
                .lines()
                .toList());
    }

    /** What differs in any stage though nothing explains it. */
    Set<String> differences(Explained explained, Map<String, Row> rows) {
        Set<String> differences = new LinkedHashSet<>();
        stages.forEach(stage -> differences.addAll(new Comparison(stage, explained, rows).differences()));
        return differences;
    }

    /** Stops both. */
    void stop() throws Exception {
        agent.close();
        ours.close();
        theirs.close();
        Testbed.call("ceilometer-polling", "stop");
    }
}
