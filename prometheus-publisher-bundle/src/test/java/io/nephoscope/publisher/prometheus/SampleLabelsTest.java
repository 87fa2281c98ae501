package io.nephoscope.publisher.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleLabelsTest {

    @Test
    void areThoseOfCeilometersExporter() {
        Sample sample = sample(
                "disk.device.read.bytes",
                "B",
                new Subject(
                        "i-vda",
                        Owner.of(null, "p"),
                        Metadata.of(Map.of(
                                "host", "h",
                                "display_name", "vm",
                                "name", "instance-1",
                                "flavor", Map.of("id", "1", "name", "m1")))));

        assertThat(labels(sample))
                .isEqualTo(Map.ofEntries(
                        Map.entry("counter", "disk.device.read.bytes"),
                        Map.entry("disk", "read"),
                        Map.entry("flavor_id", "1"),
                        Map.entry("flavor_name", "m1"),
                        Map.entry("project", "p"),
                        Map.entry("publisher", "ceilometer"),
                        Map.entry("resource", "i-vda"),
                        Map.entry("resource_name", "vm:instance-1"),
                        Map.entry("server_group", "none"),
                        Map.entry("type", "device"),
                        Map.entry("unit", "B"),
                        Map.entry("vm_instance", "h")));
    }

    @Test
    void nameOwnersAndTheServerGroup() {
        Sample sample = sample(
                "cpu",
                "ns",
                new Subject(
                        "i",
                        new Owner("u", "p", "user", "project"),
                        Metadata.of(Map.of("user_metadata", Map.of("server_group", "web")))));

        assertThat(labels(sample))
                .containsEntry("user", "u")
                .containsEntry("user_name", "user")
                .containsEntry("project_name", "project")
                .containsEntry("server_group", "web")
                .containsEntry("type", "cpu")
                .containsEntry("cpu", "i");
    }

    @Test
    void sayOfServicesWhatTheirMetersAreAbout() {
        Sample volumes = sample(
                "volume.service.health",
                "",
                new Subject(
                        "s",
                        Owner.NOBODY,
                        Metadata.of(Map.of("binary", "b", "zone", "z", "status", "up", "state", "x"))));
        Sample alarms =
                sample("alarm.state", "", new Subject("a", Owner.NOBODY, Metadata.of(Map.of("alarm_state", "ok"))));

        assertThat(labels(volumes))
                .containsEntry("binary", "b")
                .containsEntry("zone", "z")
                .containsEntry("status", "up")
                .doesNotContainKey("unit");
        assertThat(labels(alarms)).containsEntry("state", "ok");
    }

    /** Ceilometer's exporter refuses such samples, or shows their values under wrong names. */
    @ParameterizedTest
    @CsvSource({
        "9volts.x, label_9volts, r",
        "power-supply.x, power_supply, r",
        "__own.x, label___own, r",
        "'.x.y', label_, y",
        "\u00fcber.x, _ber, r"
    })
    void takeEachFirstPartOfAName(String meter, String label, String value) {
        assertThat(labels(sample(meter, "", Subject.of("r")))).containsEntry(label, value);
    }

    @Test
    void haveEachNameOnce() {
        assertThat(labels(sample("type.x", "", Subject.of("r")))).containsEntry("type", "x");
        assertThat(labels(sample("resource.x.y", "", Subject.of("r")))).containsEntry("resource", "r");
        assertThat(labels(sample("server_group.x.y", "", new Subject("r", Owner.NOBODY, Metadata.of(Map.of("a", 1))))))
                .containsEntry("server_group", "none");
    }

    @Test
    void takeTheMetadataThatAreAskedFor() {
        Sample sample = sample(
                "cpu",
                "",
                new Subject(
                        "i",
                        Owner.NOBODY,
                        Metadata.of(Map.of("user_metadata", Map.of("stack", "s1"), "vcpus", 2, "tags", List.of("a")))));

        assertThat(labels(SampleLabels.of(
                        sample, List.of("user_metadata.stack", "vcpus", "tags", "missing", "type", "user_metadata"))))
                .containsEntry("user_metadata_stack", "s1")
                .containsEntry("vcpus", "2")
                .containsEntry("type", "cpu")
                .doesNotContainKeys("tags", "missing", "user_metadata");
    }

    @Test
    void doWithoutAResource() {
        assertThat(labels(sample("cpu", "", new Subject(null, Owner.NOBODY, Metadata.EMPTY))))
                .isEqualTo(Map.of("publisher", "ceilometer", "type", "cpu", "counter", "cpu"));
    }

    private static Sample sample(String meter, String unit, Subject subject) {
        return Sample.of(Meter.gauge(meter, unit), 1, subject);
    }

    private static Map<String, String> labels(Sample sample) {
        return labels(SampleLabels.of(sample, List.of()));
    }

    private static Map<String, String> labels(Labels labels) {
        Map<String, String> map = new TreeMap<>();
        for (Label label : labels) {
            map.put(label.getName(), label.getValue());
        }
        return map;
    }
}
