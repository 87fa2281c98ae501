package io.nephoscope.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML mapping by its keys, with merge keys ({@code <<}) resolved and every oddity reported. */
final class Mapping {

    private static final String MERGE = "<<";

    private final String path;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Mapping(String path) {
        this.path = path;
    }

    /** @param path where it stands; empty at the top */
    static Mapping of(MappingNode node, String path, Problems problems) {
        Mapping mapping = new Mapping(path);
        for (NodeTuple entry : node.getValue()) {
            mapping.add(entry, problems);
        }
        for (NodeTuple entry : node.getValue()) {
            if (isMerge(entry)) {
                mapping.merge(entry.getValueNode(), problems);
            }
        }
        return mapping;
    }

    private void add(NodeTuple entry, Problems problems) {
        if (isMerge(entry)) {
            return;
        }
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            problems.error(entry.getKeyNode(), path.isEmpty() ? "yaml" : path, "a key must be a plain word");
            return;
        }
        if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
            problems.error(key, key(key.getValue()), "is given twice");
        }
        keys.put(key.getValue(), key);
    }

    private static boolean isMerge(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key && MERGE.equals(key.getValue());
    }

    /** What is written here wins over what is merged, and of that the first. */
    private void merge(Node merged, Problems problems) {
        List<Node> parts = merged instanceof SequenceNode sequence ? sequence.getValue() : List.of(merged);
        for (Node part : parts) {
            if (part instanceof MappingNode mapping) {
                Mapping other = of(mapping, path, problems);
                other.values.forEach(values::putIfAbsent);
            } else {
                problems.error(part, key(MERGE), "only a mapping can be merged");
            }
        }
    }

    Optional<Node> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The keys that are written here, with their places. */
    Map<String, Node> keys() {
        return keys;
    }

    /** The whole path of a key. */
    String key(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
