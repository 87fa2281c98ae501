package io.nephoscope.journal.batch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of metadata. */
final class ValueReader {

    private final BodyReader body;
    private final DefinedReader names;

    ValueReader(BodyReader body, DefinedReader names) {
        this.body = body;
        this.names = names;
    }

    Map<String, @Nullable Object> readMap(int depth) throws MalformedBodyException {
        check(depth);
        int count = body.readCount();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(names.name(), readValue(depth + 1));
        }
        return map;
    }

    private @Nullable Object readValue(int depth) throws MalformedBodyException {
        int kind = body.readByte();
        return switch (kind) {
            case ValueWriter.NULL -> null;
            case ValueWriter.FALSE -> false;
            case ValueWriter.TRUE -> true;
            case ValueWriter.LONG -> body.readSigned();
            case ValueWriter.BIG -> new BigInteger(body.readBytes());
            case ValueWriter.DOUBLE -> Double.longBitsToDouble(body.readLong());
            case ValueWriter.TEXT -> body.readText();
            case ValueWriter.LIST -> readList(depth);
            case ValueWriter.MAP -> readMap(depth);
            default -> throw new MalformedBodyException("a value of kind " + kind);
        };
    }

    private List<@Nullable Object> readList(int depth) throws MalformedBodyException {
        check(depth);
        int count = body.readCount();
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(readValue(depth + 1));
        }
        return list;
    }

    private static void check(int depth) throws MalformedBodyException {
        if (depth > ValueWriter.DEEPEST) {
            throw new MalformedBodyException("metadata nested deeper than " + ValueWriter.DEEPEST);
        }
    }
}
