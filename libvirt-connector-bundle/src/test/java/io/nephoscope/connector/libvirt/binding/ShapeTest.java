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

        DomainStats stats = Shape.of(reused, 1, shapes).decode(DOMAIN, reused, Long::toHexString);

        assertThat(stats.number("state.state")).hasValue(1);
        assertThat(stats.number("left.over")).isEmpty();
    }

    private Shape shape(NativeParameters parameters) {
        return Shape.of(parameters.bytes(), parameters.count(), shapes);
    }
}
