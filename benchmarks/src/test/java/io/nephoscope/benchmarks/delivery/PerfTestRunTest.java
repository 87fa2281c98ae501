package io.nephoscope.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerfTestRunTest {

    private static final String LINE =
            "id: test-101500-123, time %s s, sent: 5000 msg/s, returned: 0 msg/s, confirmed: %s msg/s, nacked: 0 msg/s,"
                    + " min/median/75th/95th/99th confirm latency: 1/2/3/4/5 µs\n";

    @Test
    void reckonsWhatWasConfirmedOnceWarm() {
        String log = "id: test-101500-123, starting producer #0\n"
                + LINE.formatted("1.000", "10")
                + LINE.formatted("4.000", "20")
                + LINE.formatted("5.000", "400")
                + LINE.formatted("8.000", "99.5")
                + "id: test-101500-123, sending rate avg: 4000 msg/s\n";

        assertThat(PerfTestRun.rate(log)).hasValue((400 + 3 * 99.5) / 4);
    }

    @Test
    void saysNothingOfATimeTooShort() {
        assertThat(PerfTestRun.rate(LINE.formatted("3.000", "10"))).isEmpty();
        assertThat(PerfTestRun.rate("test stopped\n")).isEmpty();
    }

    @Test
    void publishesAsOurPublisherDoes(@TempDir Path folder) {
        PerfTestRun run = new PerfTestRun(folder, folder, "rabbit://guest:guest@127.0.0.1:5699/");

        assertThat(run.arguments(QueueKind.DURABLE, 70_000, 8))
                .containsSequence("--uri", "amqp://guest:guest@127.0.0.1:5699")
                .containsSequence("--routing-key", "delivery-durable.sample")
                .containsSequence("--size", "70000")
                .containsSequence("--confirm", "200")
                .containsSequence("--flag", "persistent", "--flag", "mandatory");
    }

    @Test
    void knowsItsVersion(@TempDir Path folder) throws IOException {
        assertThat(new PerfTestRun(folder.resolve("none"), folder, "").version())
                .isEmpty();

        Files.createFile(folder.resolve("perf-test-2.22.1.jar"));
        assertThat(new PerfTestRun(folder, folder, "").version()).contains("2.22.1");
    }
}
