package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.distribution.Comparison.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our samples beside those of the real Ceilometer, of guests that run, stand still, shut off and run again. */
@Tag("ceilometer")
class SideBySideIT {

    /** Meters that a host may be unable to give. */
    private static final Set<String> OF_SOME_HOSTS = Set.of(
            "perf.cpu.cycles",
            "perf.instructions",
            "perf.cache.references",
            "perf.cache.misses",
            "cpu_l3_cache",
            "memory.bandwidth.total",
            "memory.bandwidth.local");

    @TempDir
    static Path folder;

    private static Recording recording;

    @BeforeAll
    static void record() throws Exception {
        Testbed.startBroker();
        Testbed.startGuests();
        recording = new Recording(folder);
        recording.run();
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
        Set<String> differences = new LinkedHashSet<>();
        for (Stage stage : recording.stages()) {
            differences.addAll(new Comparison(stage, rows).differences());
        }

        Report report = new Report(rows, differences);
        Files.createDirectories(Agent.ROOT.resolve("target"));
        Files.writeString(Agent.ROOT.resolve("target/beside-ceilometer.md"), report.text());
        Figures.record("beside the real ceilometer-polling", report.summary());
        assertThat(differences)
                .withFailMessage(() -> differences.size() + " differences: " + String.join("; ", differences))
                .isEmpty();
    }

    @Test
    void hasEachMeterThatCeilometerHas() throws Exception {
        Set<String> ours = recording.ourPollsters();
        Set<String> theirs = Recording.theirPollsters();

        assertThat(minus(theirs, ours)).isEqualTo(Explained.NEVER_SENT.keySet());
        assertThat(minus(ours, theirs)).isEqualTo(Explained.METERS.keySet());
    }

    @Test
    void isSilentOnlyOnMetersThatThisHostCannotGive() throws Exception {
        Set<String> polled = minus(recording.ourPollsters(), Explained.METERS.keySet());

        assertThat(minus(polled, meters(recording.theirRounds()))).isSubsetOf(OF_SOME_HOSTS);
        assertThat(minus(recording.ourPollsters(), meters(recording.ourRounds())))
                .isEqualTo(minus(polled, meters(recording.theirRounds())));
    }

    @Test
    void tellsChangesOfTheTotalsAsCeilometerDoes() {
        assertThat(Totals.changesOf(recording.theirRounds())).isEmpty();
        assertThat(Totals.changesOf(recording.ourRounds())).isEmpty();
    }

    @Test
    void sendsMessagesInTheFormOfCeilometers() {
        Set<String> ours = new TreeSet<>();
        recording.ours().frames().forEach(frame -> ours.add(frame.toString()));
        Set<String> theirs = new TreeSet<>();
        recording.theirs().frames().forEach(frame -> theirs.add(frame.toString()));

        assertThat(ours).isEqualTo(theirs).hasSize(1);
    }

    @Test
    void signsAsCeilometerVerifies() throws Exception {
        List<JsonNode> samples = recording.ours().samples();
        Path file = folder.resolve("samples");
        Files.write(file, samples.stream().map(JsonNode::toString).toList());

        String verified = Testbed.call("signatures", file.toString(), "change this for valid signing");

        Figures.record("signatures verified by Ceilometer", verified);
        assertThat(verified).isEqualTo(samples.size() + " of " + samples.size());
    }

    private static Set<String> meters(List<Round> rounds) {
        Set<String> meters = new TreeSet<>();
        Round.series(rounds).keySet().forEach(series -> meters.add(series.meter()));
        return meters;
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }
}
