package io.nephoscope.core.config;

import io.nephoscope.core.source.Source;
import io.nephoscope.support.text.NearestWord;
import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the whole document. Top-level keys other than {@code sources} belong to other programs. */
final class DocumentReader {

    private static final String SOURCES = "sources";
    /** So many are in force within a second; beyond, each change would be felt. */
    private static final int MOST = 10_000;

    private final Problems problems;
    private final SourceReader reader;

    DocumentReader(Problems problems) {
        this.problems = problems;
        this.reader = new SourceReader(problems);
    }

    List<Source> read(YamlNode root) {
        if (!(root instanceof YamlNode.Table top)) {
            problems.error(root, SOURCES, "the file must be a mapping that holds a list of sources");
            return List.of();
        }
        Mapping mapping = Mapping.of(top, "", problems);
        Optional<YamlNode> sources = mapping.get(SOURCES);
        if (sources.isEmpty()) {
            problems.error(root, SOURCES, "is missing" + misspelt(mapping));
        } else if (sources.get() instanceof YamlNode.Sequence list) {
            return sources(list);
        } else {
            problems.error(sources.get(), SOURCES, "must be a list; write [] to poll nothing");
        }
        return List.of();
    }

    private static String misspelt(Mapping mapping) {
        return mapping.keys().keySet().stream()
                .filter(key -> NearestWord.isNear(key, SOURCES))
                .findFirst()
                .map("; did you misspell it as %s?"::formatted)
                .orElse("");
    }

    private List<Source> sources(YamlNode.Sequence list) {
        if (list.items().isEmpty()) {
            problems.warning(list, SOURCES, "is empty: nothing is polled");
        }
        if (list.items().size() > MOST) {
            problems.error(
                    list.items().get(MOST),
                    SOURCES,
                    "has %,d sources, at most %,d are taken; put resources that are polled alike into one source"
                            .formatted(list.items().size(), MOST));
            return List.of();
        }
        List<Source> sources = new ArrayList<>();
        Map<String, Integer> firstByName = new HashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode node = list.items().get(i);
            String path = SOURCES + "[" + i + "]";
            Optional<Source> source = source(node, path);
            if (source.isPresent()) {
                refuseDuplicate(node, source.get().name(), i, firstByName);
                sources.add(source.get());
            }
        }
        return sources;
    }

    private Optional<Source> source(YamlNode node, String path) {
        if (node instanceof YamlNode.Table mapping) {
            return reader.read(mapping, path);
        }
        problems.error(node, path, "must be a mapping with a name, an interval and meters");
        return Optional.empty();
    }

    private void refuseDuplicate(YamlNode node, String name, int index, Map<String, Integer> firstByName) {
        Integer first = firstByName.putIfAbsent(name, index);
        if (first != null) {
            problems.error(
                    node,
                    SOURCES + "[" + index + "].name",
                    "the name " + name + " is taken by sources[" + first + "] already");
        }
    }
}
