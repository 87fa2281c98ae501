package io.nephoscope.connector.libvirt.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.driver.Shapes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-00000003");

    private final Shapes<Shape> shapes = new Shapes<>();

    @Test
    void decodesNumbersOfAllWidths() {
        NativeParameters parameters = new NativeParameters()
                .signed("state.state", -1)
                .unsigned("vcpu.maximum", -1)
                .signedLong("perf.instructions", Long.MIN_VALUE)
                .unsignedLong("cpu.time", 3_600_000_000_000_000L)
                .flag("vcpu.0.halted", true);

        DomainStats stats = decode(parameters);

        assertThat(stats.domain()).isEqualTo(DOMAIN);
        assertThat(stats.number("state.state")).hasValue(-1);
        assertThat(stats.number("vcpu.maximum")).hasValue(4_294_967_295L);
        assertThat(stats.number("perf.instructions")).hasValue(Long.MIN_VALUE);
        assertThat(stats.number("cpu.time")).hasValue(3_600_000_000_000_000L);
        assertThat(stats.number("vcpu.*.halted", 0)).hasValue(1);
    }

    @Test
    void readsTheNamesOfDevicesAndNoOtherTexts() {
        NativeParameters parameters = new NativeParameters()
                .unsigned("block.count", 2)
                .text("block.0.name", 0x10)
                .text("block.0.path", 0x20)
                .unsignedLong("block.0.rd.bytes", 512)
                .text("block.1.name", 0x30)
                .unsignedLong("block.1.rd.bytes", 1024);

        DomainStats stats = decode(parameters);

        assertThat(stats.row("block.*.name", "text at 10")).isZero();
        assertThat(stats.row("block.*.name", "text at 30")).isEqualTo(1);
        assertThat(stats.row("block.*.path", "text at 20")).isEqualTo(-1);
        assertThat(stats.number("block.*.rd.bytes", 1)).hasValue(1024);
    }

    @Test
    void leavesOutWhatNobodyWants() {
        NativeParameters parameters = new NativeParameters()
                .unsigned("vcpu.current", 1)
                .unsignedLong("vcpu.0.time", 7)
                .unsignedLong("vcpu.0.halt_exits.sum", 9)
                .fraction("some.fraction", 0.5);

        DomainStats stats = decode(parameters);

        assertThat(stats.number("vcpu.*.time", 0)).hasValue(7);
        assertThat(stats.number("vcpu.0.halt_exits.sum")).isEmpty();
        assertThat(stats.number("some.fraction")).isEmpty();
    }

    @Test
    void sharesAShapeAmongDomainsThatDifferInValuesAlone() {
        NativeParameters one = new NativeParameters().unsigned("state.state", 1).unsignedLong("cpu.time", 1);
        NativeParameters other =
                new NativeParameters().unsigned("state.state", 5).unsignedLong("cpu.time", 2);

        assertThat(shape(other)).isSameAs(shape(one));
    }

    @Test
    void tellsShapesOfEqualSizeApart() {
        NativeParameters unsigned = new NativeParameters().unsigned("state.state", 1);
        NativeParameters signed = new NativeParameters().signed("state.state", 1);
        NativeParameters renamed = new NativeParameters().unsigned("state.reason", 1);

        Shape shape = shape(unsigned);

        assertThat(shape(signed)).isNotSameAs(shape);
        assertThat(shape(renamed)).isNotSameAs(shape);
        assertThat(shape(unsigned)).isSameAs(shape);
    }

    @Test
    void looksAtNothingBehindTheLastParameter() {
        byte[] reused = new NativeParameters()
                .unsigned("state.state", 1)
                .unsigned("left.over", 2)
                .bytes();

        DomainStats stats = Shape.of(reused, 1, shapes).decode(DOMAIN, reused, ShapeTest::text);

        assertThat(stats.number("state.state")).hasValue(1);
        assertThat(stats.number("left.over")).isEmpty();
    }

    @Test
    void knowsDomainsWithoutAnyParameter() {
        assertThat(decode(new NativeParameters()).number("state.state")).isEmpty();
    }

    @Test
    void survivesEndlesslyNewShapes() {
        for (int index = 0; index < 1_200; index++) {
            NativeParameters parameters = new NativeParameters().unsigned("value." + index, index);

            assertThat(decode(parameters).number("value." + index)).hasValue(index);
        }
    }

    private DomainStats decode(NativeParameters parameters) {
        return shape(parameters).decode(DOMAIN, parameters.bytes(), ShapeTest::text);
    }

    private Shape shape(NativeParameters parameters) {
        return Shape.of(parameters.bytes(), parameters.count(), shapes);
    }

    private static String text(long address) {
        return "text at " + Long.toHexString(address);
    }
}
