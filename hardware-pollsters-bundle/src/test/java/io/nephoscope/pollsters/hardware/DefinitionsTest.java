package io.nephoscope.pollsters.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.support.yaml.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

    private static final String NET = """
            metric:
            - name: hardware.network.incoming.bytes
              unit: B
              type: cumulative
              snmp_inspector:
                matching_type: type_prefix
                oid: 1.3.6.1.2.1.2.2.1.10
                type: int
                metadata:
                  name:
                    oid: 1.3.6.1.2.1.2.2.1.2
                    type: str
                post_op: _post_op_net
            """;

    private static List<String> errors(String text) {
        return Definitions.read(text).errors().stream()
                .map(problem -> problem.in("f"))
                .toList();
    }

    @Test
    void readsAllThatIsShippedWithoutAWord() {
        Definitions shipped = Definitions.read(Shipped.text());

        assertThat(shipped.errors()).isEmpty();
        assertThat(shipped.warnings()).isEmpty();
        assertThat(shipped.metrics()).hasSize(31);
    }

    @Test
    void readsAMetricWithItsMetadata() {
        MeterDefinition metric =
                Definitions.read(NET).metrics().values().iterator().next();

        assertThat(metric.isTable()).isTrue();
        assertThat(metric.metadata()).containsEntry("name", new SnmpField("1.3.6.1.2.1.2.2.1.2", Converter.STR));
        assertThat(metric.columns())
                .containsExactly("1.3.6.1.2.1.2.2.1.10", "1.3.6.1.2.1.2.2.1.2", "1.3.6.1.2.1.4.20.1.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: cumulative|type: sum|f:4: metric[0].type: sum is not known here; write gauge, delta or cumulative",
                "unit: B|unit: ''|f:3: metric[0].unit: must be a text that is not empty",
                "unit: B\\n  type|type|f:2: metric[0].unit: is missing",
                "type_prefix|type_all|f:6: metric[0].snmp_inspector.matching_type: type_all is not known here; write"
                        + " type_exact or type_prefix",
                "1.3.6.1.2.1.2.2.1.10|ifInOctets|f:7: metric[0].snmp_inspector.oid: ifInOctets is not known here; write an"
                        + " OID in digits and dots, as 1.3.6.1.2.1.1.3.0",
                "1.3.6.1.2.1.2.2.1.10|1.3.4294967296|f:7: metric[0].snmp_inspector.oid: 1.3.4294967296 is not known here;"
                        + " write an OID in digits and dots, as 1.3.6.1.2.1.1.3.0",
                "_post_op_net|_post_op_nets|f:13: metric[0].snmp_inspector.post_op: _post_op_nets is not known here; write"
                        + " _post_op_memory_avail_to_used, _post_op_net or _post_op_disk",
                "type_prefix|type_exact|f:13: metric[0].snmp_inspector.post_op: needs the matching_type type_prefix",
                "2.1.2\\n        type: str|2.1.2|f:11: metric[0].snmp_inspector.metadata.name.type: is missing",
            })
    void refusesAMistakeByFileLineAndKey(String right, String wrong, String said) {
        String text = NET.replace(right.replace("\\n", "\n"), wrong);

        assertThat(errors(text)).containsExactly(said);
        assertThat(Definitions.read(text).metrics()).isEmpty();
        assertThat(Definitions.read(text).isReadable()).isTrue();
    }

    @Test
    void refusesAVolumeThatIsNoNumber() {
        assertThat(errors(NET.replace("type: int", "type: str")))
                .containsExactly("f:8: metric[0].snmp_inspector.type: gives no number for a volume");
    }

    @Test
    void refusesTheSecondOfOneName() {
        String twice = NET + NET.substring(NET.indexOf("- name"));

        assertThat(errors(twice))
                .containsExactly(
                        "f:14: metric[1].name: hardware.network.incoming.bytes is defined twice; the first counts");
        assertThat(Definitions.read(twice).metrics()).hasSize(1);
    }

    @Test
    void warnsOfAKeyThatMeansNothing() {
        Definitions read = Definitions.read(NET.replace("    post_op", "    postop: x\n    post_op"));

        assertThat(read.metrics()).hasSize(1);
        assertThat(read.warnings())
                .extracting(Problem::message)
                .containsExactly("there is no such key; did you mean post_op?");
    }

    /** In Ceilometer's own file the metadata of disks are merged into the place beside them. */
    @Test
    void warnsOfDisksThatNothingTellsApart() {
        Definitions read = Definitions.read("""
                metric:
                - name: hardware.disk.write.bytes
                  unit: B
                  type: gauge
                  snmp_inspector:
                    matching_type: type_prefix
                    oid: 1.3.6.1.4.1.2021.13.15.1.1.4
                    type: int
                    device: {oid: 1.3.6.1.4.1.2021.13.15.1.1.2, type: str}
                    post_op: _post_op_disk
                """);

        assertThat(read.metrics()).hasSize(1);
        assertThat(read.warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "there is no such key; it is ignored",
                        "finds no device under metadata, so all rows of a device have one resource id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics: []|f:1: metric: is missing; all metrics stand in this list",
                "[]|f:1: metric: must be a mapping with the list metric",
                "metric: 1|f:1: metric: must be a list",
            })
    void refusesAFileOfAnotherForm(String text, String said) {
        assertThat(errors(text)).containsExactly(said);
        assertThat(Definitions.read(text).isReadable()).isFalse();
    }
}
