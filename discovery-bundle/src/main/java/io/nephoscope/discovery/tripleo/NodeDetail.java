package io.nephoscope.discovery.tripleo;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a node, in a form that needs no type of ours. Holds secrets, so it shows its keys alone. Unmodifiable. */
final class NodeDetail extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> values;

    NodeDetail(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return values.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return values.get(key);
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
