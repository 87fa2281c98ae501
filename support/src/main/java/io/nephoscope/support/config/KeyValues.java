package io.nephoscope.support.config;

import java.util.Map;

/** A valid value for each key of a configuration. Immutable. */
public final class KeyValues {

    private final Map<Key<?>, Object> values;

    KeyValues(Map<Key<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The value in force.
     *
     * @throws IllegalArgumentException if the configuration has no such key
     */
    @SuppressWarnings("unchecked") // A key's parser made the value.
    public <T> T get(Key<T> key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the configuration has no key " + key);
        }
        return (T) value;
    }

    Map<Key<?>, Object> asMap() {
        return values;
    }
}
