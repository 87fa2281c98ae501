package io.nephoscope.journal.batch;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the values of metadata. */
final class ValueWriter {

    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int LONG = 3;
    static final int BIG = 4;
    static final int DOUBLE = 5;
    static final int TEXT = 6;
    static final int LIST = 7;
    static final int MAP = 8;

    /** Deeper than any publisher writes; it keeps threads from running out of stack. */
    static final int DEEPEST = 500;

    private final BiConsumer<String, BodyWriter> names;
    private final BodyWriter out;

    /**
     * A writer of one piece of metadata.
     *
     * @param names writes a key
     */
    ValueWriter(BiConsumer<String, BodyWriter> names, BodyWriter out) {
        this.names = names;
        this.out = out;
    }

    void putMap(Map<?, ?> map, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("metadata is nested deeper than " + DEEPEST);
        }
        out.putVar(map.size());
        map.forEach((key, value) -> {
            names.accept((String) key, out);
            putValue(value, depth + 1);
        });
    }

    private void putValue(@Nullable Object value, int depth) {
        if (value == null) {
            out.putByte(NULL);
        } else if (value instanceof String text) {
            out.putByte(TEXT);
            out.putText(text);
        } else if (value instanceof Boolean truth) {
            out.putByte(truth ? TRUE : FALSE);
        } else if (value instanceof Number number) {
            putNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            out.putByte(MAP);
            putMap(map, depth);
        } else if (value instanceof List<?> items) {
            out.putByte(LIST);
            putList(items, depth);
        } else {
            throw new IllegalArgumentException("metadata with " + value.getClass());
        }
    }

    private void putList(List<?> items, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("metadata is nested deeper than " + DEEPEST);
        }
        out.putVar(items.size());
        for (Object item : items) {
            putValue(item, depth + 1);
        }
    }

    private void putNumber(Number number) {
        if (number instanceof Long integer) {
            out.putByte(LONG);
            out.putSigned(integer);
        } else if (number instanceof Double fraction) {
            out.putByte(DOUBLE);
            out.putLong(Double.doubleToRawLongBits(fraction));
        } else if (number instanceof BigInteger integer) {
            out.putByte(BIG);
            out.putBytes(integer.toByteArray());
        } else {
            throw new IllegalArgumentException("metadata with " + number.getClass());
        }
    }
}
