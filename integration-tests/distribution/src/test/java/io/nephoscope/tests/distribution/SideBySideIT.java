package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.distribution.Comparison.Row;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String HOST = "compute-0";
    private static final String CHANGES = "instance-000000a8";
    private static final String INTRODUCTION =
            "The same guests, polled every second by Debian's ceilometer-polling and by Nephoscope: running, then all paused,"
                    + " then one of them shut off, then running again. Each sample of one is compared with those of the"
                    + " other, field by field. A volume is equal when the other one read nothing else in the same"
                    + " stage, as it has to be while nothing runs (memory.resident and incoming packets apart), and else"
                    + " lies between what the other one read a second before and after (a gauge: or within 5 % of that);"
                    + " where a stage begins or ends, there may be no reading to tell by. Deltas are held against the"
                    + " totals of the same agent instead. Ceilometer 19 publishes network.outgoing.bytes.delta as"
                    + " network.outgoing.packets.delta; that counts as its right name.";

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
        recording = new Recording(Testbed.agent(folder, HOST), "compute", 1);
        recording.start("--host", HOST);
        recording.stage("running", false);
        Testbed.call("guests", "freeze");
        recording.stage("paused", true);
        Testbed.call("guests", "set", CHANGES, "shutoff");
        recording.stage("one shut off", true);
        Testbed.call("guests", "set", CHANGES, "running");
        Testbed.call("guests", "thaw");
        recording.stage("running again", false);
    }

    @AfterAll
    static void stop() throws Exception {
        if (recording != null) {
            recording.stop();
            Testbed.call("guests", "kinds");
        }
    }

    @Test
    void emitsWhatCeilometerEmits() throws Exception {
        Map<String, Row> rows = new TreeMap<>();
        Set<String> differences = recording.differences(Explanations.COMPUTE, rows);

        new Report(INTRODUCTION, Explanations.COMPUTE, rows, differences)
                .keep("beside-ceilometer.md", "beside the real ceilometer-polling");
        assertThat(differences)
                .withFailMessage(() -> differences.size() + " differences: " + String.join("; ", differences))
                .isEmpty();
    }

    @Test
    void hasEachMeterThatCeilometerHas() throws Exception {
        Set<String> ours = recording.ourPollsters();
        Set<String> theirs = recording.theirPollsters();

        assertThat(minus(theirs, ours))
                .isEqualTo(Explanations.COMPUTE.neverSent().keySet());
        assertThat(minus(ours, theirs)).isEqualTo(Explanations.COMPUTE.meters().keySet());
    }

    @Test
    void isSilentOnlyOnMetersThatThisHostCannotGive() throws Exception {
        Set<String> polled =
                minus(recording.ourPollsters(), Explanations.COMPUTE.meters().keySet());

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
