package io.nephoscope.core.config;

import io.nephoscope.core.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the whole document. Top-level keys other than {@code sources} belong to other programs. */
final class DocumentReader {

    private static final String SOURCES = "sources";

    private final Problems problems;
    private final SourceReader reader;

    DocumentReader(Problems problems) {
        this.problems = problems;
        this.reader = new SourceReader(problems);
    }

    List<Source> read(Node root) {
        if (!(root instanceof MappingNode top)) {
            problems.error(root, SOURCES, "the file must be a mapping that holds a list of sources");
            return List.of();
        }
        Optional<Node> sources = Mapping.of(top, "", problems).get(SOURCES);
        if (sources.isEmpty()) {
            problems.error(root, SOURCES, "is missing");
        } else if (sources.get() instanceof SequenceNode list) {
            return sources(list);
        } else {
            problems.error(sources.get(), SOURCES, "must be a list; write [] to poll nothing");
        }
        return List.of();
    }

    private List<Source> sources(SequenceNode list) {
        List<Source> sources = new ArrayList<>();
        Map<String, Integer> firstByName = new HashMap<>();
        for (int i = 0; i < list.getValue().size(); i++) {
            Node node = list.getValue().get(i);
            String path = SOURCES + "[" + i + "]";
            Optional<Source> source = source(node, path);
            if (source.isPresent()) {
                refuseDuplicate(node, source.get().name(), i, firstByName);
                sources.add(source.get());
            }
        }
        return sources;
    }

    private Optional<Source> source(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            return reader.read(mapping, path);
        }
        problems.error(node, path, "must be a mapping with a name, an interval and meters");
        return Optional.empty();
    }

    private void refuseDuplicate(Node node, String name, int index, Map<String, Integer> firstByName) {
        Integer first = firstByName.putIfAbsent(name, index);
        if (first != null) {
            problems.error(
                    node,
                    SOURCES + "[" + index + "].name",
                    "the name " + name + " is taken by sources[" + first + "] already");
        }
    }
}
