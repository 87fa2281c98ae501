package io.nephoscope.pollsters.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.MeterType;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpValue;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HardwarePollsterTest {

    private static final String IN = "1.3.6.1.2.1.2.2.1.10";
    private static final String NAME = "1.3.6.1.2.1.2.2.1.2";
    private static final String WIDE_IN = "1.3.6.1.2.1.31.1.1.1.6";
    private static final String TOTAL = "1.3.6.1.4.1.2021.4.5.0";
    private static final String FREE = "1.3.6.1.4.1.2021.4.6.0";
    private static final String LOAD = "1.3.6.1.4.1.2021.10.1.3.1";
    private static final Resource ONE = Resource.of("snmp://public@192.0.2.1");
    private static final Resource TWO = Resource.of("snmp://public@192.0.2.2");

    private final FakeDevices devices = new FakeDevices();
    private final HardwareMetrics metrics = new HardwareMetrics(devices, "etc/snmp.yaml");

    @BeforeEach
    void define() {
        metrics.define(Shipped.metrics());
    }

    private HardwarePollster pollster(String name) {
        return metrics.pollsters().stream()
                .filter(each -> each.metric().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private RecordingPoll poll(String name, Resource... resources) {
        RecordingPoll poll = new RecordingPoll(name);
        try {
            pollster(name).poll(List.of(resources), poll);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return poll;
    }

    @Test
    void readsEachDeviceOnceForAllMetersOfACycle() throws InterruptedException {
        FakeCycle cycle = new FakeCycle("hardware.memory.total", "hardware.memory.used", "hardware.cpu.load.1min");

        for (String name : cycle.pollsters()) {
            pollster(name).poll(List.of(ONE, TWO), new RecordingPoll(cycle));
        }

        assertThat(devices.asked).hasSize(2);
        assertThat(devices.asked.get(0).exact()).containsExactlyInAnyOrder(TOTAL, FREE, LOAD);
        assertThat(devices.asked.get(0).columns()).isEmpty();
    }

    @Test
    void readsWhatWasDefinedAfterTheCycleHadBegun() throws InterruptedException {
        devices.value(LOAD, FakeDevices.text("0.5")).value(TOTAL, SnmpValue.number(7L));
        FakeCycle cycle = new FakeCycle("hardware.memory.total");
        RecordingPoll poll = new RecordingPoll(cycle);

        pollster("hardware.memory.total").poll(List.of(ONE), poll);
        pollster("hardware.cpu.load.1min").poll(List.of(ONE), poll);

        assertThat(poll.volumes())
                .containsEntry("hardware.memory.total/192.0.2.1", 7L)
                .containsEntry("hardware.cpu.load.1min/192.0.2.1", 0.5);
    }

    @Test
    void emitsOthersBeforeADeviceThatTakesItsTime() throws InterruptedException {
        devices.value(TOTAL, SnmpValue.number(7L));
        devices.pending.put("192.0.2.1", new CompletableFuture<>());
        RecordingPoll poll = new RecordingPoll("hardware.memory.total").within(Duration.ofMillis(100));

        pollster("hardware.memory.total").poll(List.of(ONE, TWO), poll);

        assertThat(poll.volumes()).containsOnlyKeys("hardware.memory.total/192.0.2.2");
        assertThat(poll.failures).containsOnlyKeys(ONE);
    }

    @Test
    void tellsWhyADeviceCannotBeRead() {
        devices.troubles.put("192.0.2.1", new SnmpTrouble(SnmpTrouble.Kind.SILENCE, "did not answer"));

        RecordingPoll poll = poll("hardware.memory.total", ONE, TWO);

        assertThat(poll.failures).containsEntry(ONE, "192.0.2.1 did not answer").doesNotContainKey(TWO);
    }

    @Test
    void sendsNothingOfWhatTheDeviceDoesNotHaveAndRemarksIt() {
        RecordingPoll poll = poll("hardware.memory.total", ONE, TWO);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).isEmpty();
        assertThat(pollster("hardware.memory.total").remarks())
                .containsExactly("there is no such object, so no sample, on 2 devices (such as 192.0.2.1)");
    }

    @Test
    void sendsNothingOfWhatTheDeviceDoesNotHaveYetAndRemarksIt() {
        devices.value("1.3.6.1.4.1.2021.11.9.0", SnmpValue.NO_SUCH_INSTANCE);

        RecordingPoll poll = poll("hardware.cpu.util", ONE);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).isEmpty();
        assertThat(pollster("hardware.cpu.util").remarks())
                .containsExactly("it has no value now, so no sample, on 1 device (such as 192.0.2.1)");
    }

    @Test
    void failsADeviceThatTellsNoNumber() {
        devices.value(TOTAL, FakeDevices.text("much"));

        RecordingPoll poll = poll("hardware.memory.total", ONE);

        assertThat(poll.failures)
                .containsEntry(ONE, "192.0.2.1 tells \"much\" at " + TOTAL + ", of which int makes no number");
    }

    @Test
    void failsADeviceThatFailsAtTheValue() {
        devices.value(TOTAL, SnmpValue.failed("genErr"));

        assertThat(poll("hardware.memory.total", ONE).failures)
                .containsEntry(ONE, "192.0.2.1 fails at " + TOTAL + ": genErr");
    }

    @Test
    void takesWhatIsFreeFromTheTotal() {
        devices.value(TOTAL, SnmpValue.number(100L)).value(FREE, SnmpValue.number(30L));

        assertThat(poll("hardware.memory.used", ONE).volumes()).containsEntry("hardware.memory.used/192.0.2.1", 70L);
    }

    @Test
    void sendsNoUsedMemoryWithoutATotal() {
        devices.value(FREE, SnmpValue.number(30L));

        RecordingPoll poll = poll("hardware.memory.used", ONE);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).isEmpty();
    }

    @Test
    void filesAnInterfaceWithoutANameUnderTheDevice() {
        devices.row(IN, "1", SnmpValue.number(5L)).row(NAME, "1", FakeDevices.text(""));
        devices.row(IN, "2", SnmpValue.number(6L));

        RecordingPoll poll = poll("hardware.network.incoming.bytes", ONE);

        assertThat(poll.samples)
                .extracting(sample -> sample.subject().resourceId())
                .containsExactly("192.0.2.1", "192.0.2.1");
        assertThat(poll.samples.get(1).subject().metadata().asMap()).containsEntry("name", null);
        assertThat(pollster("hardware.network.incoming.bytes").remarks())
                .containsExactly(
                        "there are rows without a name, which are filed under the device itself, on 1 device (such as 192.0.2.1)");
    }

    @Test
    void sendsInterfacesOfOneNameUnderOneIdAndRemarksIt() {
        devices.row(IN, "1", SnmpValue.number(5L)).row(NAME, "1", FakeDevices.text("eth0"));
        devices.row(IN, "2", SnmpValue.number(6L)).row(NAME, "2", FakeDevices.text("eth0"));

        RecordingPoll poll = poll("hardware.network.incoming.bytes", ONE);

        assertThat(poll.samples)
                .extracting(sample -> sample.subject().resourceId() + " " + sample.volume())
                .containsExactly("192.0.2.1.eth0 5", "192.0.2.1.eth0 6");
        assertThat(pollster("hardware.network.incoming.bytes").remarks())
                .singleElement()
                .asString()
                .contains("interfaces of one name");
    }

    @Test
    void sendsNoRowsOfATableWhoseNamesWereNotRead() {
        devices.row(IN, "1", SnmpValue.number(5L)).broken(NAME);

        RecordingPoll poll = poll("hardware.network.incoming.bytes", ONE);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).containsEntry(ONE, "192.0.2.1 goes round in a circle");
    }

    /** A counter of 32 bits begins anew at 4 GiB: consumers of a cumulative meter know that it may. */
    @Test
    void sendsACounterThatWrappedAsItIs() {
        devices.row(IN, "1", SnmpValue.number(4_294_967_295L)).row(NAME, "1", FakeDevices.text("eth0"));
        Number before =
                poll("hardware.network.incoming.bytes", ONE).samples.get(0).volume();
        devices.row(IN, "1", SnmpValue.number(3L));

        RecordingPoll after = poll("hardware.network.incoming.bytes", ONE);

        assertThat(before).isEqualTo(4_294_967_295L);
        assertThat(after.samples.get(0).volume()).isEqualTo(3L);
        assertThat(after.samples.get(0).meter().type()).isEqualTo(MeterType.CUMULATIVE);
    }

    @Test
    void readsCountersOf64BitsWhereTheDeviceHasThem() {
        metrics.define(Shipped.metrics().stream().map(MeterDefinition::widened).toList());
        BigInteger large = new BigInteger("18446744073709551615");
        devices.row(IN, "1", SnmpValue.number(5L)).row(NAME, "1", FakeDevices.text("eth0"));
        devices.row(IN, "2", SnmpValue.number(6L)).row(NAME, "2", FakeDevices.text("lo"));
        devices.row(WIDE_IN, "1", SnmpValue.number(large));

        assertThat(poll("hardware.network.incoming.bytes", ONE).volumes())
                .containsEntry("hardware.network.incoming.bytes/192.0.2.1.eth0", large)
                .containsEntry("hardware.network.incoming.bytes/192.0.2.1.lo", 6L);
    }

    @Test
    void readsNoCountersOf64BitsUnlessToldTo() {
        poll("hardware.network.incoming.bytes", ONE);

        assertThat(devices.asked.get(0).columns()).contains(IN).doesNotContain(WIDE_IN);
    }

    @Test
    void describesADiscoveredNodeWithoutItsCredentials() {
        devices.value(TOTAL, SnmpValue.number(7L));
        devices.row(IN, "1", SnmpValue.number(5L)).row(NAME, "1", FakeDevices.text("eth0"));
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("resource_id", "4711");
        node.put("resource_url", "snmp://ro:s3cret@192.0.2.1?auth_proto=sha&priv_proto=aes128&priv_password=s3cret2");
        node.put("mac_addr", "52:54:00:00:00:01");
        Resource resource = new Resource("4711", node);

        RecordingPoll whole = poll("hardware.memory.total", resource);
        RecordingPoll part = poll("hardware.network.incoming.bytes", resource);

        assertThat(whole.samples.get(0).subject().resourceId()).isEqualTo("4711");
        assertThat(whole.samples.get(0).subject().metadata().asMap())
                .containsEntry("resource_url", "snmp://192.0.2.1?auth_proto=sha&priv_proto=aes128")
                .containsEntry("resource_id", "4711")
                .containsEntry("mac_addr", "52:54:00:00:00:01");
        assertThat(part.samples.get(0).subject().resourceId()).isEqualTo("4711.eth0");
        assertThat(part.samples.get(0).subject().metadata().asMap()).containsEntry("resource_id", "4711.eth0");
        assertThat(part.samples.toString() + whole.samples).doesNotContain("s3cret");
    }

    @Test
    void refusesANodeWithoutAUrl() {
        RecordingPoll poll = poll("hardware.memory.total", new Resource("4711", Map.of("resource_id", "4711")));

        assertThat(poll.failures.values()).containsExactly("was found without a resource_url and a resource_id");
    }

    @Test
    void sharesTheSubjectOfADeviceFromCycleToCycle() {
        devices.value(TOTAL, SnmpValue.number(7L)).value(LOAD, FakeDevices.text("1"));

        assertThat(poll("hardware.memory.total", ONE).samples.get(0).subject())
                .isSameAs(poll("hardware.cpu.load.1min", ONE).samples.get(0).subject());
    }
}
