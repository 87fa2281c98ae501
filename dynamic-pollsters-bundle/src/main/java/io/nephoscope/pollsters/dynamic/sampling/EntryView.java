package io.nephoscope.pollsters.dynamic.sampling;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what was found out about it, which expressions see as if it stood in the entry. The entry itself is
 * everybody's and stays as it is. For one thread.
 */
final class EntryView extends AbstractMap<String, @Nullable Object> {

    static final String USER = "user_id";
    static final String PROJECT = "project_id";
    static final String RESOURCE = "id";
    static final String VALUE = "value";
    static final String METADATA = "metadata";

    private static final List<String> KEYS = List.of(USER, PROJECT, RESOURCE, VALUE, METADATA);

    private final Map<?, ?> entry;
    private final @Nullable Object[] found = new Object[KEYS.size()];
    private final boolean[] isFound = new boolean[KEYS.size()];

    EntryView(Map<?, ?> entry) {
        this.entry = entry;
    }

    void find(String key, @Nullable Object value) {
        int index = KEYS.indexOf(key);
        found[index] = value;
        isFound[index] = true;
    }

    private int index(@Nullable Object key) {
        for (int i = 0; i < isFound.length; i++) {
            if (isFound[i] && KEYS.get(i).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int index = index(key);
        return index < 0 ? entry.get(key) : found[index];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return index(key) >= 0 || entry.containsKey(key);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return merged().entrySet();
    }

    /** All of it as a mapping of its own. */
    Map<String, @Nullable Object> merged() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        entry.forEach((key, value) -> all.put(String.valueOf(key), value));
        for (int i = 0; i < isFound.length; i++) {
            if (isFound[i]) {
                all.put(KEYS.get(i), found[i]);
            }
        }
        return all;
    }
}
