package io.nephoscope.tests.distribution;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Runs Ceilometer's polling agent and ours on the same guests, and notes what both send while these change. */
final class Recording {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String HOST = "compute-0";
    private static final String CHANGES = "instance-000000a8";
    private static final String ALL = "[\"*\"]";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private final Tap theirs;
    private final Tap ours;
    private final Agent agent;
    private final List<Stage> stages = new ArrayList<>();

    /** A recording that has not begun. */
    Recording(Path folder) throws Exception {
        theirs = Tap.on("reference.sample");
        ours = Tap.on("notifications.sample");
        agent = Testbed.agent(folder, HOST).polling("sources: [{name: all, interval: 1, meters: " + ALL + "}]");
    }

    /** Takes the guests through all states, with both agents polling every second. */
    void run() throws Exception {
        agent.run();
        Testbed.call("ceilometer-polling", "start", "--interval", "1", "--host", HOST, "--meters", ALL);
        stage("running", false);
        Testbed.call("guests", "freeze");
        stage("paused", true);
        Testbed.call("guests", "set", CHANGES, "shutoff");
        stage("one shut off", true);
        Testbed.call("guests", "set", CHANGES, "running");
        Testbed.call("guests", "thaw");
        stage("running again", false);
    }

    private void stage(String name, boolean still) {
        String since = LocalDateTime.now(ZoneOffset.UTC).format(TIMESTAMP);
        await(name).pollInterval(Duration.ofMillis(50)).atMost(SOON).until(() -> stage(name, still, since)
                .isTold());
        stages.add(stage(name, still, since));
    }

    private Stage stage(String name, boolean still, String since) {
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

    /** Ceilometer publishes its pollster network.outgoing.bytes.delta under the name of another meter. */
    private static JsonNode withTheMetersName(JsonNode sample) {
        return sample.path("counter_name").asText().equals("network.outgoing.packets.delta")
                ? ((ObjectNode) sample.deepCopy()).put("counter_name", "network.outgoing.bytes.delta")
                : sample;
    }

    Tap ours() {
        return ours;
    }

    Tap theirs() {
        return theirs;
    }

    /** The names of our compute pollsters. */
    Set<String> ourPollsters() throws Exception {
        Set<String> names = new TreeSet<>();
        agent.shell("pollsters")
                .forEach(pollster -> names.add(pollster.path("name").asText()));
        return names;
    }

    /** The names of its compute pollsters. */
    static Set<String> theirPollsters() throws Exception {
        return new TreeSet<>(
                Testbed.call("ceilometer-polling", "pollsters").lines().toList());
    }

    /** Stops both, and lets the guests be as they were. */
    void stop() throws Exception {
        agent.close();
        ours.close();
        theirs.close();
        Testbed.call("ceilometer-polling", "stop");
        Testbed.call("guests", "kinds");
    }
}
