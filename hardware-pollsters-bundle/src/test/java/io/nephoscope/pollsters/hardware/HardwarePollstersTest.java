package io.nephoscope.pollsters.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.pollster.PollsterDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardwarePollstersTest {

    private static final Path FILE = Path.of(HardwarePollsters.FILE);
    private static final String LOAD = metric("hardware.cpu.load.1min", "lambda x: float(str(x))");
    private static final String TOTAL = metric("hardware.memory.total", "int");

    private final AtomicInteger changes = new AtomicInteger();
    private final HardwarePollsters pollsters =
            new HardwarePollsters(new FakeDevices(), Map.of(), changes::incrementAndGet);

    private static String metric(String name, String type) {
        return """
                - name: %s
                  unit: u
                  type: gauge
                  snmp_inspector:
                    matching_type: type_exact
                    oid: 1.3.6.1.4.1.2021.4.5.0
                    type: "%s"
                """.formatted(name, type).indent(2);
    }

    private List<String> names() {
        return pollsters.pollsters().stream().map(PollsterDefinition::name).toList();
    }

    private List<String> complaints() {
        return pollsters.health().stream()
                .filter(report -> report.state() == HealthReport.State.FAILED)
                .map(HealthReport::message)
                .toList();
    }

    @Test
    void offersNothingAndSaysSoBeforeThereIsAFile() {
        assertThat(pollsters.pollsters()).isEmpty();
        assertThat(pollsters.health()).singleElement().satisfies(report -> assertThat(report.message())
                .contains("not there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# metric:\n", "metric: []\n"})
    void saysThatAFileDefinesNothing(String text) {
        pollsters.changed(FILE, "metric:\n" + LOAD, true);

        pollsters.changed(FILE, text, true);

        assertThat(pollsters.pollsters()).isEmpty();
        assertThat(pollsters.health()).singleElement().satisfies(report -> assertThat(report.message())
                .contains("defines no metric"));
    }

    @Test
    void offersWhatIsAddedAndKeepsTheOthersAsTheyWere() {
        pollsters.changed(FILE, "metric:\n" + LOAD, true);
        PollsterDefinition before = pollsters.pollsters().iterator().next();

        pollsters.changed(FILE, "metric:\n" + TOTAL + LOAD, true);

        assertThat(names()).containsExactly("hardware.memory.total", "hardware.cpu.load.1min");
        assertThat(pollsters.pollsters()).contains(before);
        assertThat(changes).hasValue(2);
    }

    @Test
    void announcesNothingWhereOnlyACommentChanged() {
        pollsters.changed(FILE, "metric:\n" + LOAD, true);

        pollsters.changed(FILE, "# load\nmetric:\n" + LOAD, true);

        assertThat(changes).hasValue(1);
    }

    @Test
    void losesTheMetricWithAMistakeAlone() {
        pollsters.changed(FILE, "metric:\n" + LOAD + TOTAL.replace("int", "eval(x)"), true);

        assertThat(names()).containsExactly("hardware.cpu.load.1min");
        assertThat(complaints())
                .singleElement()
                .asString()
                .startsWith("etc/snmp.yaml:15: metric[1].snmp_inspector.type: eval(x) is not known here; write int, ");
    }

    @Test
    void keepsWhatIsInForceWhereTheFileCannotBeRead() {
        pollsters.changed(FILE, "metric:\n" + LOAD, true);

        pollsters.changed(FILE, "metric:\n" + LOAD + "  - name: [\n", true);

        assertThat(names()).containsExactly("hardware.cpu.load.1min");
        assertThat(complaints()).isNotEmpty();
    }

    @Test
    void waitsForTheEndOfAFileThatIsStillWritten() {
        pollsters.changed(FILE, "metric:\n" + LOAD + "    - name: hard", false);

        assertThat(complaints()).isEmpty();
        assertThat(names()).isEmpty();

        pollsters.changed(FILE, "metric:\n" + LOAD, false);

        assertThat(names()).containsExactly("hardware.cpu.load.1min");
    }

    @Test
    void pollsNothingOnceTheFileIsGone() {
        pollsters.changed(FILE, "metric:\n" + LOAD, true);

        pollsters.gone(FILE);

        assertThat(names()).isEmpty();
        assertThat(changes).hasValue(2);
    }

    @Test
    void changesTheTwoMetersOfInterfacesAloneWhenCountersAreToBeWide() {
        pollsters.changed(FILE, Shipped.text(), true);
        List<PollsterDefinition> before = List.copyOf(pollsters.pollsters());

        pollsters.configure(Map.of("wide.counters", "true"));

        assertThat(pollsters.pollsters().stream()
                        .filter(each -> !before.contains(each))
                        .map(PollsterDefinition::name))
                .containsExactly("hardware.network.incoming.bytes", "hardware.network.outgoing.bytes");
    }
}
