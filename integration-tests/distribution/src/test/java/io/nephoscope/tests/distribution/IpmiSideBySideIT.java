package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.distribution.Comparison.Row;
import java.nio.file.Path;
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

/** Our samples beside those of the real Ceilometer, of a board whose sensors move. */
@Tag("ipmi")
class IpmiSideBySideIT {

    private static final int INTERVAL = 2;
    private static final String INTRODUCTION = "The same board (OpenIPMI's ipmi_sim), read every " + INTERVAL
            + " s by Debian's ceilometer-polling and by Nephoscope: as it was, then with sensors that read something else."
            + " Each sample of one is compared with those of the other, field by field.";

    @TempDir
    static Path folder;

    private static Recording recording;

    @BeforeAll
    static void record() throws Exception {
        Testbed.startBroker();
        Testbed.call("ipmi", "start");
        Testbed.call("ipmi", "set", "CPU1 Temp", "48");
        Agent agent = Agent.in(folder)
                .configure("io.nephoscope.discovery.local_instances", "host=compute-0")
                .configure("io.nephoscope.publisher.amqp", "transport.url=" + Testbed.brokerUrl())
                .configure(
                        "io.nephoscope.pollsters.ipmi",
                        "arguments=" + Testbed.call("ipmi", "arguments"),
                        "password=" + Testbed.call("ipmi", "password"));
        recording = new Recording(agent, "ipmi", INTERVAL);
        recording.start();
        recording.first("as it was");
        Testbed.call("ipmi", "set", "CPU1 Temp", "71");
        Testbed.call("ipmi", "set", "Pwr Consumption", "90");
        recording.stage("warmer", true);
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
        Set<String> differences = recording.differences(Explanations.IPMI, rows);

        new Report(INTRODUCTION, Explanations.IPMI, rows, differences)
                .keep("beside-ceilometer-ipmi.md", "beside the real ceilometer-polling on a board");
        assertThat(differences)
                .withFailMessage(() -> differences.size() + " differences: " + String.join("; ", differences))
                .isEmpty();
        assertThat(rows).hasSize(5);
    }

    @Test
    void hasEachMeterThatCeilometerHas() throws Exception {
        Set<String> missing = new TreeSet<>(recording.theirPollsters());
        missing.removeAll(recording.ourPollsters());
        missing.removeIf(name -> name.startsWith("hardware.ipmi.node."));

        assertThat(missing).isEmpty();
    }

    @Test
    void sendsMessagesInTheFormOfCeilometers() {
        Set<JsonNode> ours = new HashSet<>(recording.ours().frames());
        Set<JsonNode> theirs = new HashSet<>(recording.theirs().frames());

        assertThat(ours).isEqualTo(theirs).hasSize(1);
    }
}
