package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

    @Test
    void sumsWhatCurrentVcpusUsedAndWaited() {
        DomainStats stats = stats(Map.of(
                "vcpu.maximum", 4L,
                "vcpu.current", 2L,
                "vcpu.0.time", 10000L,
                "vcpu.0.wait", 10000L,
                "vcpu.2.time", 10000L,
                "vcpu.2.wait", 10000L,
                "cpu.time", 999999L));

        assertThat(CpuTime.of(stats)).isEqualTo(40000L);
        assertThat(CpuTime.isKnown(stats)).isTrue();
    }

    @Test
    void isTheDomainsTimeWhereNotAllVcpusTellHowLongTheyWaited() {
        DomainStats stats = stats(Map.of(
                "vcpu.maximum", 4L,
                "vcpu.current", 2L,
                "vcpu.0.time", 10000L,
                "vcpu.0.wait", 10000L,
                "vcpu.2.time", 10000L,
                "cpu.time", 999999L));

        assertThat(CpuTime.of(stats)).isEqualTo(999999L);
        assertThat(CpuTime.isKnown(stats)).isFalse();
    }

    @Test
    void isUnknownWhereTheDomainsTimeIsMissingToo() {
        assertThat(CpuTime.of(stats(Map.of("vcpu.current", 1L)))).isNull();
    }

    @Test
    void isZeroWhereNothingIsKnownOfVcpus() {
        assertThat(CpuTime.of(stats(Map.of("cpu.time", 999999L)))).isEqualTo(0L);
    }

    @Test
    void isTheTrueSumBeyondSixtyThreeBits() {
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        DomainStats unsigned = stats(Map.of("vcpu.0.time", most, "vcpu.0.wait", most));
        DomainStats overflowing = stats(Map.of("vcpu.0.time", Long.MAX_VALUE, "vcpu.0.wait", 1L));

        assertThat(CpuTime.of(unsigned)).isEqualTo(most.add(most));
        assertThat(CpuTime.of(overflowing)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    }

    private static DomainStats stats(Map<String, ? extends Number> values) {
        return DomainStats.of(new DomainRef(new UUID(1, 2), 3, "instance-00000003"), values);
    }
}
