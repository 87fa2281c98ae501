package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.tests.distribution.Comparison.Row;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our samples of pollsters that are declared beside those of the real Ceilometer, which reads the same files. */
@Tag("cloud")
class DynamicSideBySideIT {

    private static final int INTERVAL = 2;
    private static final String INTRODUCTION = "The same definitions, polled every " + INTERVAL
            + " s by Debian's ceilometer-polling and by Nephoscope from the same saved answers. Each sample of one is compared with"
            + " those of the other, field by field. A volume that Ceilometer sends as a text counts as the number that it is.";

    @TempDir
    Path folder;

    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        Testbed.startBroker();
        cloud = Declared.cloud();
    }

    @AfterEach
    void stop() throws Exception {
        cloud.close();
    }

    @Test
    void emitsWhatCeilometerEmits() throws Exception {
        Map<String, Row> rows = compare(
                "central",
                "definitions",
                "[\"dynamic*\", \"network.ports*\", \"external*\", \"my_*\", \"router*\", \"network-sub*\"]",
                "--cloud",
                cloud.authUrl());

        assertThat(rows).hasSizeGreaterThan(25);
    }

    @Test
    void emitsWhatCeilometerEmitsOfCommands() throws Exception {
        Map<String, Row> rows = compare("compute", "host", "[\"dynamic*\", \"ceilometer*\"]");

        assertThat(rows)
                .containsOnlyKeys("ceilometer.instance.poller", "dynamic.host.command", "dynamic.s3.objects.size");
    }

    private Map<String, Row> compare(String namespace, String definitions, String meters, String... ceilometersOptions)
            throws Exception {
        Agent agent = Agent.in(folder)
                .configure(
                        "io.nephoscope.connector.openstack",
                        Declared.credentials(cloud).toArray(String[]::new))
                .configure("io.nephoscope.publisher.amqp", "transport.url=" + Testbed.brokerUrl());
        Path pollsters = agent.etc().resolve("pollsters.d");
        Declared.write(definitions, cloud, pollsters);
        Recording recording = new Recording(agent, namespace, INTERVAL).of(meters);
        Map<String, Row> rows = new TreeMap<>();
        try {
            recording.start(Stream.concat(Stream.of(ceilometersOptions), Stream.of("--pollsters", pollsters.toString()))
                    .toArray(String[]::new));
            recording.first("as it is");
        } finally {
            recording.stop();
        }
        Set<String> differences = recording.differences(Explanations.DECLARED, rows);
        new Report(INTRODUCTION, Explanations.DECLARED, rows, differences)
                .keep(
                        "beside-ceilometer-declared-" + namespace + ".md",
                        "beside the real ceilometer-polling, of declared pollsters, namespace " + namespace);
        assertThat(differences)
                .withFailMessage(() -> differences.size() + " differences: " + String.join("; ", differences))
                .isEmpty();
        return rows;
    }
}
