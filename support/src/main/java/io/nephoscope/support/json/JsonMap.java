package io.nephoscope.support.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object: two arrays, of which all entries of a list share that of the keys. A hash table for each of a
 * hundred thousand entries would be larger than what it holds; these are short enough to be searched. Immutable.
 */
public final class JsonMap extends AbstractMap<String, @Nullable Object> {

    private final String[] keys;
    private final @Nullable Object[] values;

    /** Keeps the arrays, which nobody may change any more. */
    JsonMap(String[] keys, @Nullable Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The same members in the same order; the map itself if it is one already. */
    public static Map<String, @Nullable Object> of(Map<String, ? extends @Nullable Object> map) {
        if (map instanceof JsonMap same) {
            return same;
        }
        String[] keys = new String[map.size()];
        @Nullable Object[] values = new Object[keys.length];
        int count = 0;
        for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
            keys[count] = entry.getKey();
            values[count++] = entry.getValue();
        }
        return new JsonMap(keys, values);
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

    /** Faster than by look-ups where the keys come in the same order, as in entries of one list. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof JsonMap map && Arrays.equals(keys, map.keys)) {
            return Arrays.equals(values, map.values);
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
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
