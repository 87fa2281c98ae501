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
        for (Map.Entry<?, ?> member : CodePointOrder.sort(mapping)) {
            String key = (String) member.getKey();
            if (member.getValue() instanceof Map<?, ?> nested) {
                append(out, prefix + key + ":", nested);
            } else {
                PythonRepr.text(out.utf8(prefix).utf8(key), member.getValue());
            }
        }
    }
}
