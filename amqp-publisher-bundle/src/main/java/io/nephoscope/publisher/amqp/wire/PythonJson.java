package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Python's writer makes it by default: ASCII only, a space after each comma and colon. */
final class PythonJson {

    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] SEPARATOR = {',', ' '};
    private static final byte[] COLON = {':', ' '};

    private PythonJson() {}

    static void value(Bytes out, @Nullable Object value) {
        if (value == null) {
            out.ascii("null");
        } else if (value instanceof String text) {
            string(out, text);
        } else if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else if (value instanceof List<?> list) {
            array(out, list);
        } else if (value instanceof Long number) {
            Digits.decimal(out, number);
        } else if (value instanceof Double number) {
            PythonFloat.repr(out, number);
        } else if (value instanceof Boolean || value instanceof BigInteger) {
            out.ascii(value.toString());
        } else {
            throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    static Bytes string(Bytes out, String text) {
        int length = text.length();
        int start = out.extend(length + 2);
        byte[] target = out.array();
        target[start] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                out.shorten(start + 1 + i);
                return escaped(out, text, i);
            }
            target[start + 1 + i] = (byte) c;
        }
        target[start + 1 + length] = '"';
        return out;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    private static Bytes escaped(Bytes out, String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.put(c);
            } else {
                escape(out, c);
            }
        }
        return out.put('"');
    }

    private static void escape(Bytes out, char c) {
        int known = "\"\\\n\r\t\b\f".indexOf(c);
        if (known >= 0) {
            out.put('\\').put("\"\\nrtbf".charAt(known));
            return;
        }
        out.put('\\').put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(HEX[c >> shift & 0xF]);
        }
    }

    private static void object(Bytes out, Map<?, ?> map) {
        out.put('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                out.put(SEPARATOR);
            }
            first = false;
            string(out, (String) entry.getKey()).put(COLON);
            value(out, entry.getValue());
        }
        out.put('}');
    }

    private static void array(Bytes out, List<?> list) {
        out.put('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.put(SEPARATOR);
            }
            value(out, list.get(i));
        }
        out.put(']');
    }
}
