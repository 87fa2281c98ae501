package io.nephoscope.connector.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DomainStatsTest {

    private static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-00000003");

    @Test
    void knowsNumbersByNameAndByRow() {
        DomainStats stats = stats(Map.of("balloon.current", 1024L, "net.0.rx.bytes", 5, "net.12.rx.bytes", 7));

        assertThat(stats.number("balloon.current")).hasValue(1024);
        assertThat(stats.number("net.12.rx.bytes")).hasValue(7);
        assertThat(stats.number("net.*.rx.bytes", 0)).hasValue(5);
        assertThat(stats.number("net.*.rx.bytes", 12)).hasValue(7);
    }

    @Test
    void tellsUnsignedNumbersFromSignedOnes() {
        DomainStats stats = stats(Map.of("a.x", new BigInteger("18446744073709551615"), "b.x", -1L, "net.0.y", 5))
                .and(stats(Map.of("c.1.x", BigInteger.ONE.shiftLeft(63))));

        assertThat(stats.value("a.x")).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(stats.value("b.x")).isEqualTo(-1L);
        assertThat(stats.value("net.*.y", 0)).isEqualTo(5L);
        assertThat(stats.value("c.*.x", 1)).isEqualTo(BigInteger.ONE.shiftLeft(63));
        assertThat(stats.value("c.*.x", 0)).isNull();
    }

    @Test
    void hasHolesWhereLibvirtGivesNothing() {
        DomainStats stats = stats(Map.of("vcpu.0.time", 1, "vcpu.2.time", 3));

        assertThat(stats.number("vcpu.*.time", 1)).isEmpty();
        assertThat(stats.number("vcpu.*.time", 3)).isEmpty();
        assertThat(stats.number("vcpu.*.wait", 0)).isEmpty();
        assertThat(stats.rows("vcpu.*.time")).isEqualTo(3);
        assertThat(stats.count("vcpu.*.time")).isEqualTo(2);
    }

    @Test
    void findsRowsByText() {
        DomainStats stats = stats(Map.of("net.0.name", "tap0", "net.1.name", "tap1"));

        assertThat(stats.row("net.*.name", "tap1")).isEqualTo(1);
        assertThat(stats.row("net.*.name", "tap2")).isEqualTo(-1);
    }

    @Test
    void knowsTextsByRow() {
        DomainStats stats =
                stats(Map.of("net.0.name", "tap0", "net.0.rx.bytes", 5)).and(stats(Map.of("a.1.vcpus", "0-3")));

        assertThat(stats.text("net.*.name", 0)).hasValue("tap0");
        assertThat(stats.text("a.*.vcpus", 1)).hasValue("0-3");
        assertThat(stats.text("net.*.name", 1)).isEmpty();
        assertThat(stats.text("net.*.rx.bytes", 0)).isEmpty();
    }

    @Test
    void doesNotTakeTextsForNumbers() {
        assertThat(stats(Map.of("net.0.name", "tap0")).number("net.0.name")).isEmpty();
    }

    @Test
    void takesWhatItLacksFromAnotherReading() {
        DomainStats both = stats(Map.of("state.state", 1)).and(stats(Map.of("state.state", 2, "cpu.time", 9)));

        assertThat(both.number("state.state")).hasValue(1);
        assertThat(both.number("cpu.time")).hasValue(9);
    }

    @Test
    void joinsAnyNumberOfReadings() {
        DomainStats joined = stats(Map.of("a", 1))
                .and(stats(Map.of("net.0.name", "tap0", "net.0.rx.bytes", 4)))
                .and(stats(Map.of("c", 3)));

        assertThat(joined.number("c")).hasValue(3);
        assertThat(joined.row("net.*.name", "tap0")).isZero();
        assertThat(joined.number("net.*.rx.bytes", 0)).hasValue(4);
        assertThat(joined.rows("net.*.rx.bytes")).isEqualTo(1);
        assertThat(joined.count("net.*.name")).isEqualTo(1);
    }

    private static DomainStats stats(Map<String, Object> values) {
        return DomainStats.of(DOMAIN, values);
    }
}
