package io.nephoscope.connector.libvirt.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each decoder must make of libvirt's parameters, however they are encoded. */
public abstract class DecoderContract {

    protected static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-Ünïcödé");

    /** Encodes the domains' parameters and decodes them. */
    protected abstract List<DomainStats> decode(List<Recorded> domains) throws Exception;

    @Test
    void decodesWhatLibvirtAnswersAboutRealGuests() throws Exception {
        List<Recorded> guests = Recorded.guests();

        List<DomainStats> decoded = decode(guests);

        assertThat(decoded).hasSameSizeAs(guests);
        for (int index = 0; index < guests.size(); index++) {
            assertEqual(decoded.get(index), guests.get(index));
        }
    }

    @Test
    void decodesNumbersOfAllWidths() throws Exception {
        Recorded recorded = Recorded.of(DOMAIN)
                .with("int", "state.state", -1)
                .with("uint", "vcpu.maximum", 4_294_967_295L)
                .with("llong", "perf.instructions", Long.MIN_VALUE)
                .with("ullong", "cpu.time", 3_600_000_000_000_000L)
                .with("boolean", "vcpu.0.halted", 1);

        DomainStats stats = decode(recorded);

        assertThat(stats.domain()).isEqualTo(DOMAIN);
        assertEqual(stats, recorded);
        assertThat(stats.number("vcpu.*.halted", 0)).hasValue(1);
    }

    @Test
    void decodesUnsignedNumbersBeyondSixtyThreeBitsAsTheNumbersThatTheyAre() throws Exception {
        DomainStats stats = decode(Recorded.of(DOMAIN)
                .with("ullong", "net.0.rx.bytes", "18446744073709551615")
                .with("ullong", "cpu.time", "9223372036854775808")
                .with("ullong", "block.0.capacity", "9223372036854775807")
                .with("llong", "perf.instructions", -1));

        assertThat(stats.value("net.*.rx.bytes", 0)).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(stats.value("cpu.time")).isEqualTo(BigInteger.ONE.shiftLeft(63));
        assertThat(stats.value("block.*.capacity", 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(stats.value("perf.instructions")).isEqualTo(-1L);
        assertThat(stats.value("perf.cmt")).isNull();
    }

    @Test
    void takesNoMoreMemoryForRowsThatAreNumberedHigh() throws Exception {
        Recorded recorded = Recorded.of(DOMAIN);
        for (int index = 0; index < 1_000; index++) {
            recorded.with("uint", "a" + index + ".999999.x", 1).with("uint", "b" + index + ".16383.x", 2);
        }

        DomainStats stats = decode(recorded);

        assertThat(stats.rows("a1.*.x")).isZero();
        assertThat(stats.rows("b1.*.x")).isEqualTo(16_384);
        assertThat(stats.number("b1.*.x", 16_383)).hasValue(2);
        assertThat(stats.number("a1.999999.x")).hasValue(1);
    }

    @Test
    void readsTheNamesAndFilesOfDevicesAndNoOtherTexts() throws Exception {
        DomainStats stats = decode(Recorded.of(DOMAIN)
                .with("uint", "block.count", 2)
                .with("string", "block.0.name", "vda")
                .with("string", "block.0.path", "/var/lib/nova/disk")
                .with("string", "block.0.remark", "/var/lib/nova/disk")
                .with("ullong", "block.0.rd.bytes", 512)
                .with("string", "block.1.name", "")
                .with("ullong", "block.1.rd.bytes", 1024));

        assertThat(stats.row("block.*.name", "vda")).isZero();
        assertThat(stats.row("block.*.name", "")).isEqualTo(1);
        assertThat(stats.row("block.*.path", "/var/lib/nova/disk")).isZero();
        assertThat(stats.row("block.*.remark", "/var/lib/nova/disk")).isEqualTo(-1);
        assertThat(stats.number("block.*.rd.bytes", 1)).hasValue(1024);
    }

    @Test
    void readsTheMonitorsOfCachesAndMemory() throws Exception {
        DomainStats stats = decode(Recorded.of(DOMAIN)
                .with("uint", "cpu.cache.monitor.count", 1)
                .with("string", "cpu.cache.monitor.0.name", "vcpus_0-3,5")
                .with("string", "cpu.cache.monitor.0.vcpus", "0-3,5")
                .with("uint", "cpu.cache.monitor.0.bank.count", 2)
                .with("uint", "cpu.cache.monitor.0.bank.0.id", 0)
                .with("uint", "cpu.cache.monitor.0.bank.0.bytes", 4_505_600)
                .with("uint", "cpu.cache.monitor.0.bank.1.id", 1)
                .with("uint", "cpu.cache.monitor.0.bank.1.bytes", 5_586_944)
                .with("string", "memory.bandwidth.monitor.0.vcpus", "0-3")
                .with("ullong", "memory.bandwidth.monitor.0.node.1.bytes.total", 10_208_067_584L));

        assertThat(stats.text("cpu.cache.monitor.*.vcpus", 0)).hasValue("0-3,5");
        assertThat(stats.number("cpu.cache.monitor.*.bank.1.bytes", 0)).hasValue(5_586_944);
        assertThat(stats.text("memory.bandwidth.monitor.*.vcpus", 0)).hasValue("0-3");
        assertThat(stats.number("memory.bandwidth.monitor.*.node.1.bytes.total", 0))
                .hasValue(10_208_067_584L);
    }

    @Test
    void leavesOutWhatNobodyWants() throws Exception {
        DomainStats stats = decode(Recorded.of(DOMAIN)
                .with("uint", "vcpu.current", 1)
                .with("ullong", "vcpu.0.halt_exits.sum", 9)
                .with("double", "some.fraction", 0.5)
                .with("ullong", "vcpu.0.time", 7)
                .with("ullong", "a.name.of.libvirt.11", 8));

        assertThat(stats.number("vcpu.*.time", 0)).hasValue(7);
        assertThat(stats.number("vcpu.0.halt_exits.sum")).isEmpty();
        assertThat(stats.number("some.fraction")).isEmpty();
        assertThat(stats.number("a.name.of.libvirt.11")).hasValue(8);
    }

    @Test
    void decodesDomainsOfSeveralShapesInOneAnswer() throws Exception {
        List<Recorded> recorded = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            recorded.add(Recorded.of(DOMAIN)
                    .with("int", "state.state", index)
                    .with(index % 2 == 0 ? "int" : "uint", "vcpu.current", index)
                    .with("string", "net.0.name", "tap" + index)
                    .with("ullong", "net.0.rx.bytes", index));
        }

        List<DomainStats> decoded = decode(recorded);

        for (int index = 0; index < 20; index++) {
            assertEqual(decoded.get(index), recorded.get(index));
        }
    }

    @Test
    void knowsDomainsWithoutAnyParameter() throws Exception {
        assertThat(decode(Recorded.of(DOMAIN)).number("state.state")).isEmpty();
    }

    @Test
    void survivesEndlesslyNewShapes() throws Exception {
        for (int index = 0; index < 1_200; index++) {
            Recorded recorded = Recorded.of(DOMAIN).with("uint", "value." + index, index);

            assertThat(decode(recorded).number("value." + index)).hasValue(index);
        }
    }

    private DomainStats decode(Recorded recorded) throws Exception {
        return decode(List.of(recorded)).get(0);
    }

    private static void assertEqual(DomainStats stats, Recorded recorded) {
        assertThat(stats.domain()).isEqualTo(recorded.domain());
        for (Recorded.Parameter parameter : recorded.parameters()) {
            if (!parameter.type().equals("string")) {
                assertThat(stats.number(parameter.name()))
                        .as(parameter.name())
                        .hasValue(Long.parseLong(parameter.value()));
            } else if (parameter.name().endsWith(".name")) {
                String[] words = parameter.name().split("\\.", -1);
                assertThat(stats.row(words[0] + ".*.name", parameter.value())).isEqualTo(Integer.parseInt(words[1]));
            }
        }
    }
}
