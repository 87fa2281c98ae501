package io.nephoscope.publisher.amqp.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Orders texts by code points, as Python and UTF-8 do, where {@link String} compares UTF-16 units. */
final class CodePointOrder {

    private static final Comparator<Map.Entry<?, ?>> BY_KEY =
            (left, right) -> compare((String) left.getKey(), (String) right.getKey());

    private CodePointOrder() {}

    /** The members of a JSON object, whose keys are strings, in order. */
    static List<Map.Entry<?, ?>> sort(Map<?, ?> map) {
        List<Map.Entry<?, ?>> sorted = new ArrayList<>(map.entrySet());
        sorted.sort(BY_KEY);
        return sorted;
    }

    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return rank(left.charAt(i)) - rank(right.charAt(i));
            }
        }
        return left.length() - right.length();
    }

    /** Surrogates stand for code points beyond all others, but lie below U+E000 as units. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
