package io.nephoscope.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the metadata that users gave to a server becomes part of the samples, as Ceilometer has it.
 *
 * @param prefixes of keys that do, without the prefix
 * @param keys other keys that do
 * @param length of values at most, in characters
 */
record ReservedMetadata(List<String> prefixes, List<String> keys, int length) {

    ReservedMetadata {
        prefixes = List.copyOf(prefixes);
        keys = List.copyOf(keys);
    }

    /** Nothing does. */
    static final ReservedMetadata NONE = new ReservedMetadata(List.of(), List.of(), 0);

    /** Adds {@code user_metadata}, if there is any: what is not already known under the same key. */
    void addTo(Map<String, @Nullable Object> metadata, Map<String, String> server) {
        Map<String, String> reserved = new LinkedHashMap<>();
        Stream.concat(
                        prefixes.stream().flatMap(prefix -> withPrefix(server, prefix)),
                        keys.stream()
                                .filter(server::containsKey)
                                .map(key -> Map.entry(key, server.getOrDefault(key, ""))))
                .map(entry -> Map.entry(entry.getKey().replace('.', '_'), cut(entry.getValue())))
                .filter(entry -> !metadata.containsKey(entry.getKey()))
                .forEach(entry -> reserved.put(entry.getKey(), entry.getValue()));
        if (!reserved.isEmpty()) {
            metadata.put("user_metadata", reserved);
        }
    }

    private static Stream<Map.Entry<String, String>> withPrefix(Map<String, String> server, String prefix) {
        return server.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> Map.entry(entry.getKey().substring(prefix.length()), entry.getValue()));
    }

    /** Cuts between characters, of which one may be two of Java's. */
    private String cut(String value) {
        return value.codePointCount(0, value.length()) <= length
                ? value
                : value.substring(0, value.offsetByCodePoints(0, length));
    }
}
