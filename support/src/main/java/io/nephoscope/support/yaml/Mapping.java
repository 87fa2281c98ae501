package io.nephoscope.support.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A YAML mapping by its keys, with merge keys ({@code <<}) resolved and every oddity reported. */
public final class Mapping {

    private static final String MERGE = "<<";

    private final String path;
    private final Map<String, YamlNode> keys = new LinkedHashMap<>();
    private final Map<String, YamlNode> values = new LinkedHashMap<>();

    private Mapping(String path) {
        this.path = path;
    }

    /** @param path where it stands; empty at the top */
    public static Mapping of(YamlNode.Table node, String path, Problems problems) {
        Mapping mapping = new Mapping(path);
        for (YamlNode.Entry entry : node.entries()) {
            mapping.add(entry, problems);
        }
        for (YamlNode.Entry entry : node.entries()) {
            if (isMerge(entry)) {
                mapping.merge(entry.value(), problems);
            }
        }
        return mapping;
    }

    private void add(YamlNode.Entry entry, Problems problems) {
        if (isMerge(entry)) {
            return;
        }
        if (!(entry.key() instanceof YamlNode.Scalar key)) {
            problems.error(
                    entry.key(),
                    path.isEmpty() ? "yaml" : path,
                    "a key must be a plain word; is this a template that was not filled in?");
            return;
        }
        if (values.putIfAbsent(key.text(), entry.value()) != null) {
            problems.error(key, key(key.text()), "is given twice");
        }
        keys.put(key.text(), key);
    }

    private static boolean isMerge(YamlNode.Entry entry) {
        return entry.key() instanceof YamlNode.Scalar key && key.type() == ScalarType.MERGE;
    }

    /** What is written here wins over what is merged, and of that the first. Ends, as no node holds itself. */
    private void merge(YamlNode merged, Problems problems) {
        List<YamlNode> parts = merged instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(merged);
        for (YamlNode part : parts) {
            if (part instanceof YamlNode.Table table) {
                Mapping other = of(table, path, problems);
                other.values.forEach(values::putIfAbsent);
            } else {
                problems.error(part, key(MERGE), "only a mapping can be merged");
            }
        }
    }

    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The keys that are written here, with their places. */
    public Map<String, YamlNode> keys() {
        return keys;
    }

    /** All keys, also those that are merged. */
    public Set<String> all() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The whole path of a key. */
    public String key(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
