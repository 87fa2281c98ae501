package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nephoscope.tests.distribution.Comparison.Row;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our samples beside those of the real Ceilometer, of a cloud in which things come and go. */
@Tag("cloud")
class CentralSideBySideIT {

    private static final int INTERVAL = 2;
    private static final String INTRODUCTION =
            "The same cloud (Keystone, Glance, Cinder, Neutron, Swift), polled every "
                    + INTERVAL
                    + " s by Debian's ceilometer-polling and by Nephoscope: from the first cycle on, then with a project, an image, a"
                    + " volume, a floating IP and a container more, then without them. Each sample of one is compared with those of"
                    + " the other, field by field.";

    @TempDir
    static Path folder;

    private static Recording recording;

    @BeforeAll
    static void record() throws Exception {
        Testbed.startBroker();
        Testbed.startCloud();
        Testbed.call("openstack", "visitors", "go");
        Agent agent = Agent.in(folder)
                .configure(
                        "io.nephoscope.connector.openstack",
                        Testbed.credentials().toArray(String[]::new))
                .configure("io.nephoscope.publisher.amqp", "transport.url=" + Testbed.brokerUrl());
        recording = new Recording(agent, "central", INTERVAL);
        recording.start();
        recording.first("as it was");
        Testbed.call("openstack", "visitors", "come");
        recording.stage("with visitors", true);
        Testbed.call("openstack", "visitors", "go");
        recording.stage("without them", true);
    }

    @AfterAll
    static void stop() throws Exception {
        if (recording != null) {
            recording.stop();
        }
    }

    @Test
    void emitsWhatCeilometerEmits() throws Exception {
        Map<String, Row> rows = new TreeMap<>();
        Set<String> differences = recording.differences(Explanations.CENTRAL, rows);

        new Report(INTRODUCTION, Explanations.CENTRAL, rows, differences)
                .keep("beside-ceilometer-central.md", "beside the real ceilometer-polling on a cloud");
        assertThat(differences)
                .withFailMessage(() -> differences.size() + " differences: " + String.join("; ", differences))
                .isEmpty();
    }

    @Test
    void emitsTheSameInTheFirstCycleAsInEachLaterOne() {
        Map<Poll, Set<ObjectNode>> told = new HashMap<>();
        recording.ours().samples().forEach(sample -> told.computeIfAbsent(Poll.of(sample), poll -> new HashSet<>())
                .add(Forms.of(sample)));

        for (Stage stage : recording.stages()) {
            // A poll may be told of in several messages, and what comes between these ends a round.
            Map<String, Set<Set<ObjectNode>>> different = new TreeMap<>();
            stage.ours().settled().stream()
                    .flatMap(round -> round.samples().stream())
                    .map(Poll::of)
                    .distinct()
                    .forEach(poll -> different
                            .computeIfAbsent(poll.meter(), meter -> new HashSet<>())
                            .add(told.get(poll)));

            assertThat(different).isNotEmpty();
            different.forEach((meter, samples) ->
                    assertThat(samples).as("%s, %s", stage.name(), meter).hasSize(1));
        }
    }

    @Test
    void noticesWhatComesAndGoes() {
        Set<Series> before = recording.stages().get(0).ours().series().keySet();
        Set<Series> meanwhile = recording.stages().get(1).ours().series().keySet();
        Set<Series> after = recording.stages().get(2).ours().series().keySet();
        Set<String> visitors = new TreeSet<>();
        meanwhile.stream().filter(series -> !before.contains(series)).forEach(series -> visitors.add(series.meter()));

        assertThat(visitors)
                .contains(
                        "image.size",
                        "ip.floating",
                        "volume.size",
                        "storage.objects",
                        "storage.containers.objects",
                        "storage.containers.objects.size");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void hasEachMeterThatCeilometerHas() throws Exception {
        Set<String> missing = new TreeSet<>(recording.theirPollsters());
        missing.removeAll(recording.ourPollsters());
        missing.removeIf(name -> Explanations.CENTRAL.neverSent().containsKey(name.split("\\.", 2)[0]));

        assertThat(missing).isEmpty();
    }

    @Test
    void sendsMessagesInTheFormOfCeilometers() {
        Set<JsonNode> ours = new HashSet<>(recording.ours().frames());
        Set<JsonNode> theirs = new HashSet<>(recording.theirs().frames());

        assertThat(ours).isEqualTo(theirs).hasSize(1);
    }

    @Test
    void leavesSecretsOut() {
        assertThat(recording.theirs().samples().toString()).contains("hunter2-of-the-tunnel");
        assertThat(recording.ours().samples().toString()).doesNotContain("hunter2-of-the-tunnel");
    }

    private record Poll(String meter, String timestamp) {

        static Poll of(JsonNode sample) {
            return new Poll(
                    sample.path("counter_name").asText(),
                    sample.path("timestamp").asText());
        }
    }
}
