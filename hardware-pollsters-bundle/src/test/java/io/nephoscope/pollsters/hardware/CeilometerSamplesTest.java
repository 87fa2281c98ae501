package io.nephoscope.pollsters.hardware;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.snmp.SnmpValue;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Compares with what Ceilometer 10 made of a device. It differs where Ceilometer was wrong: the URL does not hold the community;
 * bytes read from disks are not left out, and samples of disks have the disk in their ids and metadata.
 */
class CeilometerSamplesTest {

    private static final String URL = "snmp://public@127.0.0.1:16161";
    private static final String DISKIO = "1.3.6.1.4.1.2021.13.15.1.1";
    private static final String IF = "1.3.6.1.2.1.2.2.1";
    private static final String DSK = "1.3.6.1.4.1.2021.9.1";

    private final Map<String, List<Map<String, Object>>> expected = read();
    private final FakeDevices devices = new FakeDevices();
    private final HardwareMetrics metrics = new HardwareMetrics(devices, "snmp.yaml");

    @SuppressWarnings("unchecked")
    private static Map<String, List<Map<String, Object>>> read() {
        try {
            return (Map<String, List<Map<String, Object>>>)
                    Objects.requireNonNull(new Load(LoadSettings.builder().build())
                            .loadFromString(Files.readString(Path.of("src/test/resources/ceilometer-samples.json"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> makesTheSamplesThatCeilometerMakes() {
        fillDevice();
        metrics.define(Shipped.metrics());
        FakeCycle cycle = new FakeCycle(expected.keySet().toArray(String[]::new));
        return metrics.pollsters().stream()
                .filter(pollster -> expected.containsKey(pollster.metric().name()))
                .map(pollster -> DynamicTest.dynamicTest(pollster.metric().name(), () -> compare(pollster, cycle)));
    }

    private void compare(HardwarePollster pollster, FakeCycle cycle) throws InterruptedException {
        RecordingPoll poll = new RecordingPoll(cycle);

        pollster.poll(List.of(Resource.of(URL)), poll);

        assertThat(poll.failures).isEmpty();
        assertThat(poll.samples.stream().map(CeilometerSamplesTest::form).toList())
                .containsExactlyElementsOf(mended(pollster.metric().name()));
        assertThat(devices.asked).hasSize(1);
    }

    private static Map<String, @Nullable Object> form(Sample sample) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("volume", sample.volume());
        form.put("type", sample.meter().type().wireName());
        form.put("unit", sample.meter().unit());
        form.put("rid", sample.subject().resourceId());
        form.put("md", sample.subject().metadata().asMap());
        form.put("src", sample.source());
        form.put("user", sample.subject().owner().userId());
        form.put("project", sample.subject().owner().projectId());
        return form;
    }

    /** What Ceilometer would have sent without its mistakes. */
    private List<Map<String, @Nullable Object>> mended(String meter) {
        List<Map<String, @Nullable Object>> samples = new ArrayList<>();
        int disk = 0;
        List<Map<String, Object>> sent = expected.getOrDefault(meter, List.of());
        if (meter.equals("hardware.disk.read.bytes")) {
            sent = expected.getOrDefault("hardware.disk.write.bytes", List.of());
        }
        for (Map<String, Object> each : sent) {
            Map<String, @Nullable Object> sample = new LinkedHashMap<>(each);
            sample.put("volume", wide(each.get("volume")));
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> metadata =
                    new LinkedHashMap<>((Map<String, Object>) Objects.requireNonNull(each.get("md")));
            metadata.put("resource_url", "snmp://127.0.0.1:16161");
            if (meter.matches("hardware\\.disk\\.(read|write)\\..*")) {
                metadata.put("device", "disk" + disk);
                metadata.put("resource_id", "127.0.0.1.disk" + disk);
                sample.put("rid", "127.0.0.1.disk" + disk);
                disk++;
            }
            sample.put("md", metadata);
            samples.add(sample);
        }
        return samples;
    }

    private static @Nullable Object wide(@Nullable Object number) {
        return number instanceof Integer whole ? Long.valueOf(whole) : number;
    }

    /** A device that tells what the samples were made of. */
    private void fillDevice() {
        Map<String, MeterDefinition> shipped = Shipped.metrics().stream()
                .collect(toMap(MeterDefinition::name, metric -> metric, (a, b) -> a, LinkedHashMap::new));
        shipped.values().stream().filter(metric -> !metric.isTable()).forEach(metric -> expected.getOrDefault(
                        metric.name(), List.of())
                .forEach(sample -> devices.value(metric.value().oid(), told(metric, sample))));
        devices.value("1.3.6.1.4.1.2021.4.6.0", SnmpValue.number(24_684_092L - 4_608_972L));
        devices.value("1.3.6.1.4.1.2021.11.9.0", SnmpValue.NO_SUCH_INSTANCE);
        fill("hardware.disk.size.total", DSK, "6", Map.of("path", "2", "device", "3"));
        fill("hardware.disk.size.used", DSK, "8", Map.of());
        fill("hardware.disk.write.bytes", DISKIO, "4", Map.of());
        fill("hardware.disk.write.bytes", DISKIO, "3", Map.of());
        fill("hardware.disk.read.requests", DISKIO, "5", Map.of());
        fill("hardware.disk.write.requests", DISKIO, "6", Map.of());
        for (int disk = 0;
                disk
                        < expected.getOrDefault("hardware.disk.write.bytes", List.of())
                                .size();
                disk++) {
            devices.row(DISKIO + ".2", String.valueOf(disk + 1), FakeDevices.text("disk" + disk));
        }
        fill("hardware.network.incoming.bytes", IF, "10", Map.of("name", "2", "speed", "5", "mac", "6", "ip", "ip"));
        fill("hardware.network.outgoing.bytes", IF, "16", Map.of());
        fill("hardware.network.outgoing.errors", IF, "20", Map.of());
    }

    private static SnmpValue told(MeterDefinition metric, Map<String, Object> sample) {
        Object volume = Objects.requireNonNull(sample.get("volume"));
        return metric.value().converter() == Converter.FLOAT
                ? FakeDevices.text(volume.toString())
                : SnmpValue.number(((Number) volume).longValue());
    }

    private void fill(String meter, String table, String column, Map<String, String> described) {
        int row = 0;
        for (Map<String, Object> sample : expected.getOrDefault(meter, List.of())) {
            String index = String.valueOf(++row);
            Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(sample.get("md"));
            devices.row(
                    table + "." + column,
                    index,
                    SnmpValue.number(((Number) Objects.requireNonNull(sample.get("volume"))).longValue()));
            described.forEach((name, where) -> describe(table + "." + where, index, name, metadata.get(name)));
        }
    }

    private void describe(String column, String row, String name, @Nullable Object value) {
        String text = String.valueOf(value);
        switch (name) {
            case "speed" -> devices.row(column, row, SnmpValue.number((long) (Double.parseDouble(text) * 8)));
            case "mac" ->
                devices.row(column, row, SnmpValue.octets(HexFormat.of().parseHex(text)));
            case "ip" -> {
                if (!text.isEmpty()) {
                    devices.row(PostOperation.ADDRESSES, text, SnmpValue.number(Long.parseLong(row)));
                }
            }
            default -> devices.row(column, row, FakeDevices.text(text));
        }
    }
}
