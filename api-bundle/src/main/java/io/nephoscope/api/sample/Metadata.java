package io.nephoscope.api.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a resource beside its volumes: a JSON object that never changes. Values are
 * null, {@link String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger} beyond 63 bits, finite {@link
 * Double}s, {@link List}s of values and {@link Map}s from strings to values; narrower numbers are widened. Keys
 * keep their order. All keys and strings together have at most 262,144 characters.
 *
 * <p>Share one instance among all samples it describes: publishers encode it once.
 */
public final class Metadata {

    /** How many characters all keys and strings may have together: no consumer takes messages without end. */
    static final int MOST_CHARACTERS = 1 << 18;

    /** Metadata that tells nothing. */
    public static final Metadata EMPTY = new Metadata(Map.of());

    private static final int LONGEST_TOLD = 40;

    private final Map<String, @Nullable Object> values;

    private Metadata(Map<String, @Nullable Object> values) {
        this.values = values;
        long characters = characters(values);
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException("metadata of %d characters, where %d are the most; its first keys are %s"
                    .formatted(characters, MOST_CHARACTERS, firstKeys(values)));
        }
    }

    private static String firstKeys(Map<String, @Nullable Object> values) {
        return values.keySet().stream()
                .limit(3)
                .map(key -> key.length() > LONGEST_TOLD ? key.substring(0, LONGEST_TOLD) + "…" : key)
                .toList()
                .toString();
    }

    private static long characters(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        long characters = 0;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                characters += characters(entry.getKey()) + characters(entry.getValue());
            }
        } else if (value instanceof List<?> items) {
            for (Object item : items) {
                characters += characters(item);
            }
        }
        return characters;
    }

    /**
     * Copies a JSON object.
     *
     * @throws IllegalArgumentException if a value, at any depth, is of a type that JSON does not know, or if it has
     *     more than 262,144 characters
     */
    public static Metadata of(Map<String, ? extends @Nullable Object> values) {
        return values.isEmpty() ? EMPTY : new Metadata(copyOf(values));
    }

    /** This metadata and one more value, which replaces an older one of the same key. */
    public Metadata with(String key, @Nullable Object value) {
        return withAll(Collections.singletonMap(key, value));
    }

    /** This metadata and more values, which replace older ones of the same keys. */
    public Metadata withAll(Map<String, ? extends @Nullable Object> more) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(values);
        merged.putAll(copyOf(more));
        return new Metadata(SmallMap.of(merged));
    }

    /** The values, unmodifiable at every depth. */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Metadata metadata && values.equals(metadata.values));
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static Map<String, @Nullable Object> copyOf(Map<?, ? extends @Nullable Object> source) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("metadata key is not a string: " + key);
            }
            copy.put(name, copyOf(name, value));
        });
        return SmallMap.of(copy);
    }

    private static @Nullable Object copyOf(String key, @Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(key, number);
        }
        if (value instanceof Map<?, ?> map) {
            return copyOf(map);
        }
        if (value instanceof Iterable<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(copyOf(key, item)));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException("metadata value of " + key + " is no JSON value: " + value.getClass());
    }

    private static Number number(String key, Number number) {
        Number settled = Volumes.settle(number);
        if (!Volumes.isSettled(settled)) {
            throw new IllegalArgumentException("metadata value of " + key + " is no JSON number: " + number);
        }
        return settled;
    }
}
