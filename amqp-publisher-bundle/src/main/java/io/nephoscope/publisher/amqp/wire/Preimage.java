package io.nephoscope.publisher.amqp.wire;

import java.util.Map;

/** What a signature is computed over: names and values of a nested mapping, sorted level by level. */
final class Preimage {

    private Preimage() {}

    /**
     * Appends a mapping. An empty one leaves no trace.
     *
     * @param prefix goes before each name, such as {@code resource_metadata:}
     */
    static void append(Bytes out, String prefix, Map<?, ?> mapping) {
        CodePointOrder.sort(mapping).forEach((key, value) -> {
            String name = prefix + key;
            if (value instanceof Map<?, ?> nested) {
                append(out, name + ":", nested);
            } else {
                PythonRepr.text(out.utf8(name), value);
            }
        });
    }
}
