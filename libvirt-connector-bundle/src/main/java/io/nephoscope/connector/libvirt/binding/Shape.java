package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Layout;
import io.nephoscope.connector.libvirt.driver.ParameterTypes;
import io.nephoscope.connector.libvirt.driver.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of one kind of domain look like. Domains whose parameters have the same names
 * and types share a shape: their names are compared as bytes and never decoded.
 */
final class Shape {

    private static final int SKIP = 0;
    private static final @Nullable String[] NO_TEXTS = {};

    private final byte[] heads;
    /** The type of each parameter; SKIP for those that nobody wants. */
    private final int[] types;

    private final Layout layout;
    private final boolean hasTexts;

    /** The shape of {@code count} parameters, one that is known if possible. */
    static Shape of(byte[] parameters, int count, Shapes<Shape> known) {
        for (Shape shape : known.of(count)) {
            if (shape.fits(parameters)) {
                return shape;
            }
        }
        return known.add(count, of(parameters, count));
    }

    private static Shape of(byte[] parameters, int count) {
        int[] types = new int[count];
        List<String> names = new ArrayList<>(count);
        BitSet unsigned = new BitSet();
        for (int index = 0; index < count; index++) {
            String name = TypedParameters.name(parameters, index);
            types[index] = ParameterTypes.isWanted(name, TypedParameters.type(parameters, index))
                    ? TypedParameters.type(parameters, index)
                    : SKIP;
            if (types[index] != SKIP) {
                unsigned.set(names.size(), types[index] == ParameterTypes.ULLONG);
                names.add(name);
            }
        }
        return new Shape(Arrays.copyOf(parameters, count * TypedParameters.SIZE), types, Layout.of(names, unsigned));
    }

    private Shape(byte[] heads, int[] types, Layout layout) {
        this.heads = heads;
        this.types = types;
        this.layout = layout;
        this.hasTexts = Arrays.stream(types).anyMatch(type -> type == ParameterTypes.STRING);
    }

    /** Whether parameters, as many as this shape has, are of this shape. */
    private boolean fits(byte[] parameters) {
        for (int start = 0; start < heads.length; start += TypedParameters.SIZE) {
            int end = start + TypedParameters.HEAD;
            if (!Arrays.equals(heads, start, end, parameters, start, end)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the values of parameters that fit.
     *
     * @param text gives the text at an address
     */
    DomainStats decode(DomainRef domain, byte[] parameters, LongFunction<String> text) {
        long[] numbers = new long[layout.size()];
        @Nullable String[] texts = hasTexts ? new @Nullable String[layout.size()] : NO_TEXTS;
        int slot = 0;
        for (int index = 0; index < types.length; index++) {
            int type = types[index];
            if (type == SKIP) {
                continue;
            }
            numbers[slot] = TypedParameters.value(parameters, index, type);
            if (type == ParameterTypes.STRING) {
                texts[slot] = text.apply(numbers[slot]);
            }
            slot++;
        }
        return new DomainStats(domain, layout, numbers, texts);
    }
}
