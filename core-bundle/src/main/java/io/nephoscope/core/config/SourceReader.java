package io.nephoscope.core.config;

import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.MeterFilter;
import io.nephoscope.core.source.Source;
import io.nephoscope.core.source.Timing;
import io.nephoscope.support.text.NearestWord;
import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.Values;
import io.nephoscope.support.yaml.YamlNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one source. Keys that it does not know are told and ignored. */
final class SourceReader {

    static final Set<String> KEYS = Set.of(
            "name",
            "meters",
            "interval",
            "resources",
            "discovery",
            "timeout",
            "jitter",
            "publishers",
            CoordinationGroup.KEY,
            CoordinationGroup.EXPRESSION);

    /** What Ceilometer's pipelines know beside. */
    private static final Set<String> FOREIGN = Set.of("sinks", "transformers");
    /** How keys start that an operator writes for others, or to hold an anchor. */
    private static final String OWN = "x-";

    private final Problems problems;
    private final Values values;
    private final Seconds seconds;
    /** Sources of equal meters, such as those of an alias, share one. */
    private final Map<List<String>, MeterFilter> filters = new HashMap<>();

    SourceReader(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
        this.seconds = new Seconds(problems);
    }

    Optional<Source> read(YamlNode.Table node, String path) {
        Mapping mapping = Mapping.of(node, path, problems);
        warnOfUnknownKeys(mapping);
        Optional<String> name =
                required(node, mapping, "name").flatMap(value -> values.text(value, mapping.key("name")));
        Optional<MeterFilter> meters =
                required(node, mapping, "meters").flatMap(value -> meters(value, mapping.key("meters")));
        Optional<Timing> timing = timing(node, mapping);
        List<String> resources = values.texts(mapping.get("resources"), mapping.key("resources"));
        List<DiscoveryUrl> discoveries = values.texts(mapping.get("discovery"), mapping.key("discovery")).stream()
                .map(DiscoveryUrl::parse)
                .toList();
        List<String> publishers = values.texts(mapping.get("publishers"), mapping.key("publishers"));
        if (name.isEmpty() || meters.isEmpty() || timing.isEmpty()) {
            return Optional.empty();
        }
        String group = new CoordinationGroup(problems).read(mapping, name.get(), !resources.isEmpty());
        return Optional.of(
                new Source(name.get(), timing.get(), meters.get(), resources, discoveries, publishers, group));
    }

    private Optional<YamlNode> required(YamlNode.Table node, Mapping mapping, String key) {
        Optional<YamlNode> value = mapping.get(key);
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
    private Optional<MeterFilter> meters(YamlNode node, String key) {
        if (node instanceof YamlNode.Scalar scalar && "*".equals(scalar.text())) {
            return Optional.of(MeterFilter.of(List.of("*")));
        }
        List<String> patterns = values.words(node, key);
        boolean unreadable = !(node instanceof YamlNode.Sequence list)
                || patterns.size() < list.items().size();
        if (unreadable) {
            return Optional.empty();
        }
        Optional<String> objection = MeterFilter.objection(patterns);
        objection.ifPresent(reason -> problems.error(node, key, reason));
        return objection.isPresent()
                ? Optional.empty()
                : Optional.of(filters.computeIfAbsent(patterns, MeterFilter::of));
    }

    private Optional<Timing> timing(YamlNode.Table node, Mapping mapping) {
        Optional<Long> interval =
                required(node, mapping, "interval").flatMap(value -> seconds.read(value, mapping.key("interval"), 1));
        Optional<Long> timeout =
                mapping.get("timeout").flatMap(value -> seconds.read(value, mapping.key("timeout"), 1));
        Optional<Long> jitter = mapping.get("jitter").flatMap(value -> seconds.read(value, mapping.key("jitter"), 0));
        return interval.map(every -> new Timing(
                Duration.ofSeconds(every),
                Duration.ofSeconds(timeout.orElse(every)),
                Duration.ofSeconds(jitter.orElse(0L))));
    }

    private void warnOfUnknownKeys(Mapping mapping) {
        mapping.keys().forEach((key, node) -> {
            if (!KEYS.contains(key) && !FOREIGN.contains(key) && !key.startsWith(OWN)) {
                String meant = NearestWord.to(key, KEYS)
                        .map("; did you mean %s?"::formatted)
                        .orElse("");
                problems.warning(node, mapping.key(key), "is not known and ignored" + meant);
            }
        });
    }
}
