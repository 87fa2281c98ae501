package io.nephoscope.publisher.amqp.wire;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders texts by code points, as Python and UTF-8 do, where {@link String} compares UTF-16 units. */
final class CodePointOrder {

    private static final Comparator<String> COMPARATOR = CodePointOrder::compare;

    private CodePointOrder() {}

    /** A sorted copy of a JSON object, whose keys are strings. */
    static SortedMap<String, @Nullable Object> sort(Map<?, ?> map) {
        SortedMap<String, @Nullable Object> sorted = new TreeMap<>(COMPARATOR);
        map.forEach((key, value) -> sorted.put((String) key, value));
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
