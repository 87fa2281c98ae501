package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Layout;
import io.nephoscope.connector.libvirt.driver.ParameterTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of one kind of domain look like on the wire. WireDomains whose parameters have the
 * same names and types share a shape: their names are compared as bytes and never decoded.
 */
final class WireShape {

    private static final int NO_SLOT = -1;
    private static final @Nullable String[] NO_TEXTS = {};

    /**
     * A parameter.
     *
     * @param start where its head, the name and the type, starts among the heads
     * @param end where its head ends
     * @param slot where its value goes
     */
    private record Parameter(int start, int end, int type, int slot) {}

    /** The heads of all parameters, one behind the other. */
    private final byte[] heads;

    private final Parameter[] parameters;
    private final Layout layout;
    private final int[] textSlots;

    /** Learns the shape of so many parameters, and makes sure that they are whole. */
    static WireShape learn(XdrReader in, int count) throws ProtocolException {
        XdrWriter heads = new XdrWriter();
        Parameter[] parameters = new Parameter[count];
        List<String> names = new ArrayList<>();
        BitSet unsigned = new BitSet();
        for (int index = 0; index < count; index++) {
            int start = in.position();
            String name = in.text();
            int type = in.int32();
            int startOfHead = heads.position();
            heads.copy(in.bytes(), start, in.position());
            skipValue(in, type);
            boolean wanted = ParameterTypes.isWanted(name, type);
            parameters[index] = new Parameter(startOfHead, heads.position(), type, wanted ? names.size() : NO_SLOT);
            if (wanted) {
                unsigned.set(names.size(), type == ParameterTypes.ULLONG);
                names.add(name);
            }
        }
        return new WireShape(heads.bytes(), parameters, Layout.of(names, unsigned));
    }

    private WireShape(byte[] heads, Parameter[] parameters, Layout layout) {
        this.heads = heads;
        this.parameters = parameters;
        this.layout = layout;
        textSlots = Arrays.stream(parameters)
                .filter(parameter -> parameter.type() == ParameterTypes.STRING && parameter.slot() != NO_SLOT)
                .mapToInt(Parameter::slot)
                .toArray();
    }

    /**
     * Reads parameters, as many as this shape has, if they are of this shape and whole.
     *
     * @param values is given the number for each slot, or the place of the text
     * @return where the next thing starts; negative if they are something else
     */
    int read(XdrReader in, long[] values) {
        byte[] bytes = in.bytes();
        int at = in.position();
        for (Parameter parameter : parameters) {
            int value = at + parameter.end() - parameter.start();
            int next = next(in, value, parameter.type());
            if (next < 0 || !Arrays.equals(heads, parameter.start(), parameter.end(), bytes, at, value)) {
                return -1;
            }
            if (parameter.slot() != NO_SLOT) {
                values[parameter.slot()] = number(bytes, value, parameter.type());
            }
            at = next;
        }
        return at;
    }

    /** The statistics that were read. */
    DomainStats stats(DomainRef domain, long[] values, byte[] bytes) {
        long[] numbers = Arrays.copyOf(values, layout.size());
        @Nullable String[] texts = textSlots.length == 0 ? NO_TEXTS : new @Nullable String[layout.size()];
        for (int slot : textSlots) {
            texts[slot] = XdrReader.textAt(bytes, (int) numbers[slot]);
        }
        return new DomainStats(domain, layout, numbers, texts);
    }

    /** Where a value of this type ends; negative if that is behind the end of all. */
    private static int next(XdrReader in, int value, int type) {
        int end = value + widthOf(type);
        if (end > in.end()) {
            return -1;
        }
        if (type != ParameterTypes.STRING) {
            return end;
        }
        int length = XdrReader.intAt(in.bytes(), value);
        boolean fits = length >= 0 && length <= XdrReader.LONGEST_TEXT && XdrReader.padded(length) <= in.end() - end;
        return fits ? end + XdrReader.padded(length) : -1;
    }

    private static long number(byte[] bytes, int value, int type) {
        return switch (type) {
            case ParameterTypes.INT -> XdrReader.intAt(bytes, value);
            case ParameterTypes.UINT -> Integer.toUnsignedLong(XdrReader.intAt(bytes, value));
            case ParameterTypes.BOOLEAN -> XdrReader.intAt(bytes, value) == 0 ? 0 : 1;
            case ParameterTypes.STRING -> value;
            default -> XdrReader.longAt(bytes, value);
        };
    }

    private static void skipValue(XdrReader in, int type) throws ProtocolException {
        switch (type) {
            case ParameterTypes.INT, ParameterTypes.UINT, ParameterTypes.BOOLEAN -> in.int32();
            case ParameterTypes.LLONG, ParameterTypes.ULLONG, ParameterTypes.DOUBLE -> in.hyper();
            case ParameterTypes.STRING -> in.skipText();
            default -> throw new ProtocolException("nobody knows values of type " + type);
        }
    }

    /** The size of a value; of a text, that of its length. */
    private static int widthOf(int type) {
        return switch (type) {
            case ParameterTypes.LLONG, ParameterTypes.ULLONG, ParameterTypes.DOUBLE -> Long.BYTES;
            default -> Integer.BYTES;
        };
    }
}
