package io.nephoscope.core.config;

import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.MeterFilter;
import io.nephoscope.core.source.Source;
import io.nephoscope.core.source.Timing;
import io.nephoscope.support.text.NearestWord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one source. Keys that it does not know belong to other programs, unless they look misspelt. */
final class SourceReader {

    private static final Set<String> KEYS =
            Set.of("name", "meters", "interval", "resources", "discovery", "timeout", "jitter");

    private final Problems problems;
    private final Values values;

    SourceReader(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    Optional<Source> read(MappingNode node, String path) {
        Mapping mapping = Mapping.of(node, path, problems);
        warnOfMisspellings(mapping);
        Optional<String> name =
                required(node, mapping, "name").flatMap(value -> values.text(value, mapping.key("name")));
        Optional<MeterFilter> meters =
                required(node, mapping, "meters").flatMap(value -> meters(value, mapping.key("meters")));
        Optional<Timing> timing = timing(node, mapping);
        List<String> resources = values.texts(mapping.get("resources"), mapping.key("resources"));
        List<DiscoveryUrl> discoveries = values.texts(mapping.get("discovery"), mapping.key("discovery")).stream()
                .map(DiscoveryUrl::parse)
                .toList();
        if (name.isEmpty() || meters.isEmpty() || timing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Source(name.get(), timing.get(), meters.get(), resources, discoveries));
    }

    private Optional<Node> required(MappingNode node, Mapping mapping, String key) {
        Optional<Node> value = mapping.get(key);
        if (value.isEmpty()) {
            problems.error(node, mapping.key(key), "is missing" + misspelt(mapping, key));
        }
        return value;
    }

    /** Names the key that was probably meant to be the missing one. */
    private static String misspelt(Mapping mapping, String missing) {
        return mapping.keys().keySet().stream()
                .filter(key -> !KEYS.contains(key) && NearestWord.isNear(key, missing))
                .findFirst()
                .map("; did you misspell it as %s?"::formatted)
                .orElse("");
    }

    /** The wildcard may stand alone, as it always might. */
    private Optional<MeterFilter> meters(Node node, String key) {
        if (node instanceof ScalarNode scalar && "*".equals(scalar.getValue())) {
            return Optional.of(MeterFilter.of(List.of("*")));
        }
        List<String> patterns = values.words(node, key);
        boolean unreadable = !(node instanceof SequenceNode list)
                || patterns.size() < list.getValue().size();
        if (unreadable) {
            return Optional.empty();
        }
        Optional<String> objection = MeterFilter.objection(patterns);
        objection.ifPresent(reason -> problems.error(node, key, reason));
        return objection.isPresent() ? Optional.empty() : Optional.of(MeterFilter.of(patterns));
    }

    private Optional<Timing> timing(MappingNode node, Mapping mapping) {
        Optional<Long> interval =
                required(node, mapping, "interval").flatMap(value -> values.seconds(value, mapping.key("interval"), 1));
        Optional<Long> timeout =
                mapping.get("timeout").flatMap(value -> values.seconds(value, mapping.key("timeout"), 1));
        Optional<Long> jitter = mapping.get("jitter").flatMap(value -> values.seconds(value, mapping.key("jitter"), 0));
        return interval.map(seconds -> new Timing(
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(timeout.orElse(seconds)),
                Duration.ofSeconds(jitter.orElse(0L))));
    }

    private void warnOfMisspellings(Mapping mapping) {
        mapping.keys().forEach((key, node) -> {
            if (!KEYS.contains(key)) {
                NearestWord.to(key, KEYS)
                        .ifPresent(known -> problems.warning(
                                node, mapping.key(key), "is not known and ignored; did you mean " + known + "?"));
            }
        });
    }
}
