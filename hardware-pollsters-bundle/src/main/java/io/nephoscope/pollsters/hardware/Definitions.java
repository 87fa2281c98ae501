package io.nephoscope.pollsters.hardware;

import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.support.text.NearestWord;
import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problem;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.YamlNode;
import io.nephoscope.support.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file in the form of Ceilometer's snmp.yaml defines. A mistake costs the metric that it stands in; one by which the
 * file cannot be read at all costs the file.
 *
 * @param metrics by name, in the order of the file
 * @param isReadable whether the file as a whole could be read
 * @param errors what is refused
 * @param warnings what is taken but probably not meant
 */
record Definitions(
        Map<String, MeterDefinition> metrics, boolean isReadable, List<Problem> errors, List<Problem> warnings) {

    /** Of a file that is not there. */
    static final Definitions NONE = new Definitions(Map.of(), true, List.of(), List.of());

    private static final String METRIC = "metric";

    /** Reads a file. */
    static Definitions read(String text) {
        Problems file = new Problems();
        Optional<YamlNode> root = YamlReader.read(text, file);
        List<YamlNode> items = root.map(node -> items(node, file)).orElse(List.of());
        boolean isReadable = file.errors().isEmpty();
        List<Problem> errors = new ArrayList<>(file.errors());
        List<Problem> warnings = new ArrayList<>(file.warnings());
        Map<String, MeterDefinition> metrics = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Problems own = new Problems();
            Optional<MeterDefinition> metric = new MetricReader(own).metric(items.get(i), METRIC + "[" + i + "]");
            if (metric.isPresent() && own.errors().isEmpty()) {
                String name = metric.get().name();
                if (metrics.putIfAbsent(name, metric.get()) != null) {
                    own.error(items.get(i), METRIC + "[" + i + "].name", name + " is defined twice; the first counts");
                }
            }
            errors.addAll(own.errors());
            warnings.addAll(own.warnings());
        }
        return new Definitions(metrics, isReadable, List.copyOf(errors), List.copyOf(warnings));
    }

    private static List<YamlNode> items(YamlNode root, Problems problems) {
        if (!(root instanceof YamlNode.Table table)) {
            problems.error(root, METRIC, "must be a mapping with the list metric");
            return List.of();
        }
        Mapping mapping = Mapping.of(table, "", problems);
        warnOfUnknown(mapping, Set.of(METRIC), problems);
        Optional<YamlNode> list = mapping.get(METRIC);
        if (list.isEmpty()) {
            problems.error(root, METRIC, "is missing; all metrics stand in this list");
            return List.of();
        }
        if (!(list.get() instanceof YamlNode.Sequence sequence)) {
            problems.error(list.get(), METRIC, "must be a list");
            return List.of();
        }
        return sequence.items();
    }

    /** Tells of keys that mean nothing. */
    static void warnOfUnknown(Mapping mapping, Set<String> known, Problems problems) {
        mapping.keys().forEach((key, where) -> {
            if (!known.contains(key)) {
                problems.warning(
                        where,
                        mapping.key(key),
                        "there is no such key"
                                + NearestWord.to(key, known)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; it is ignored"));
            }
        });
    }

    /** What these metrics need of a device, all at once. */
    static SnmpQuery query(Collection<MeterDefinition> metrics) {
        return new SnmpQuery(
                metrics.stream().flatMap(MeterDefinition::exact).distinct().toList(),
                metrics.stream().flatMap(MeterDefinition::columns).distinct().toList());
    }
}
