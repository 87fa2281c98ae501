package io.nephoscope.api.sample;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of few keys in two arrays. Each resource of a cloud has its metadata, and a hash table for a dozen keys is five times
 * as large as this and hardly faster. Immutable.
 */
final class SmallMap extends AbstractMap<String, @Nullable Object> {

    /** With more keys a search costs more than the memory is worth. */
    private static final int MOST = 40;

    private final String[] keys;
    private final @Nullable Object[] values;

    private SmallMap(String[] keys, @Nullable Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The same members in the same order, unmodifiable. The map must not change any more. */
    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> map) {
        if (map.size() > MOST) {
            return Collections.unmodifiableMap(map);
        }
        String[] keys = map.keySet().toArray(String[]::new);
        return Collections.unmodifiableMap(new SmallMap(keys, map.values().toArray()));
    }

    private int indexOf(@Nullable Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int index = indexOf(key);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return indexOf(key) >= 0;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {

            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Iterator<>() {

                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < keys.length;
                    }

                    @Override
                    public Map.Entry<String, @Nullable Object> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        int at = next++;
                        return new SimpleImmutableEntry<>(keys[at], values[at]);
                    }
                };
            }
        };
    }
}
