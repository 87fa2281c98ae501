package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as text the way Ceilometer signs them: Python's {@code str}, with the strings inside lists turned to bytes. */
final class PythonRepr {

    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private PythonRepr() {}

    /** Writes what {@code str} gives for a value that is no mapping. */
    static void text(Bytes out, @Nullable Object value) {
        if (value instanceof String text) {
            out.utf8(text);
        } else {
            repr(out, value);
        }
    }

    private static void repr(Bytes out, @Nullable Object value) {
        if (value == null) {
            out.ascii("None");
        } else if (value instanceof String text) {
            bytes(out, text.getBytes(UTF_8));
        } else if (value instanceof Boolean flag) {
            out.ascii(flag ? "True" : "False");
        } else if (value instanceof Long number) {
            Digits.decimal(out, number);
        } else if (value instanceof Double number) {
            PythonFloat.repr(out, number);
        } else if (value instanceof List<?> list) {
            list(out, list);
        } else if (value instanceof Map<?, ?> map) {
            mapping(out, map);
        } else if (value instanceof BigInteger) {
            out.ascii(value.toString());
        } else {
            throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    private static void list(Bytes out, List<?> list) {
        out.put('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.ascii(", ");
            }
            repr(out, list.get(i));
        }
        out.put(']');
    }

    private static void mapping(Bytes out, Map<?, ?> map) {
        out.put('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : CodePointOrder.sort(map)) {
            if (!first) {
                out.ascii(", ");
            }
            first = false;
            repr(out, entry.getKey());
            out.ascii(": ");
            repr(out, entry.getValue());
        }
        out.put('}');
    }

    private static void bytes(Bytes out, byte[] bytes) {
        char quote = contains(bytes, '\'') && !contains(bytes, '"') ? '"' : '\'';
        out.put('b').put(quote);
        for (byte b : bytes) {
            int known = "\\\t\n\r".indexOf(b);
            if (known >= 0) {
                out.put('\\').put("\\tnr".charAt(known));
            } else if (b == quote) {
                out.put('\\').put(b);
            } else if (b < ' ' || b == 0x7F) {
                out.put('\\').put('x').put(HEX[b >> 4 & 0xF]).put(HEX[b & 0xF]);
            } else {
                out.put(b);
            }
        }
        out.put(quote);
    }

    private static boolean contains(byte[] bytes, char wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }
}
