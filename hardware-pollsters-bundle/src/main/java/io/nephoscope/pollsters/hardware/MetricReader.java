package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.MeterType;
import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.support.text.OneLine;
import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.Values;
import io.nephoscope.support.yaml.YamlNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one entry of the list of metrics; whatever is wrong with it is reported. For one entry. */
final class MetricReader {

    private static final String INSPECTOR = "snmp_inspector";
    private static final Set<String> METRIC_KEYS = Set.of("name", "unit", "type", INSPECTOR);
    private static final Set<String> INSPECTOR_KEYS = Set.of("matching_type", "oid", "type", "metadata", "post_op");
    private static final Set<String> FIELD_KEYS = Set.of("oid", "type");
    private static final String EXACT = "type_exact";
    private static final String PREFIX = "type_prefix";

    private final Problems problems;
    private final Values values;

    MetricReader(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    Optional<MeterDefinition> metric(YamlNode node, String path) {
        Optional<Mapping> mapping = table(node, path);
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Mapping metric = mapping.get();
        Definitions.warnOfUnknown(metric, METRIC_KEYS, problems);
        Optional<String> name = text(metric, node, "name");
        Optional<String> unit = text(metric, node, "unit");
        Optional<MeterType> type = choice(metric, node, "type", MetricReader::type, types());
        Optional<Mapping> inspector =
                required(metric, node, INSPECTOR).flatMap(value -> table(value, metric.key(INSPECTOR)));
        if (name.isEmpty() || unit.isEmpty() || type.isEmpty() || inspector.isEmpty()) {
            return Optional.empty();
        }
        YamlNode where = metric.get(INSPECTOR).orElse(node);
        return inspected(new Meter(name.get(), type.get(), unit.get()), inspector.get(), where);
    }

    private Optional<MeterDefinition> inspected(Meter meter, Mapping inspector, YamlNode where) {
        Definitions.warnOfUnknown(inspector, INSPECTOR_KEYS, problems);
        Optional<Boolean> isTable =
                choice(inspector, where, "matching_type", MetricReader::matching, List.of(EXACT, PREFIX));
        Optional<SnmpField> value = field(inspector, where);
        if (value.isPresent() && !value.get().converter().givesNumbers()) {
            problems.error(inspector.get("type").orElse(where), inspector.key("type"), "gives no number for a volume");
        }
        Map<String, SnmpField> metadata = new LinkedHashMap<>();
        inspector
                .get("metadata")
                .flatMap(node -> table(node, inspector.key("metadata")))
                .ifPresent(described -> {
                    for (String name : described.all()) {
                        YamlNode node = described.get(name).orElse(where);
                        table(node, described.key(name)).ifPresent(field -> {
                            Definitions.warnOfUnknown(field, FIELD_KEYS, problems);
                            field(field, node).ifPresent(read -> metadata.put(name, read));
                        });
                    }
                });
        Optional<PostOperation> post = inspector.get("post_op").isEmpty()
                ? Optional.of(PostOperation.NONE)
                : choice(inspector, where, "post_op", PostOperation::of, PostOperation.texts());
        return isTable.isPresent() && value.isPresent() && post.isPresent()
                ? checked(
                        new MeterDefinition(meter, isTable.get(), value.get(), Optional.empty(), metadata, post.get()),
                        inspector,
                        where)
                : Optional.empty();
    }

    /** Interfaces and disks are rows, and what tells them apart is a name. */
    private Optional<MeterDefinition> checked(MeterDefinition metric, Mapping inspector, YamlNode where) {
        String part = metric.post().part();
        YamlNode at = inspector.get("post_op").orElse(where);
        if (!part.isEmpty() && !metric.isTable()) {
            problems.error(at, inspector.key("post_op"), "needs the matching_type " + PREFIX);
        } else if (!part.isEmpty() && !metric.metadata().containsKey(part)) {
            problems.warning(
                    at,
                    inspector.key("post_op"),
                    "finds no " + part + " under metadata, so all rows of a device have one resource id");
        } else if (metric.post() == PostOperation.MEMORY && metric.isTable()) {
            problems.error(at, inspector.key("post_op"), "needs the matching_type " + EXACT);
        }
        return Optional.of(metric);
    }

    private Optional<SnmpField> field(Mapping mapping, YamlNode where) {
        Optional<String> oid = choice(
                mapping,
                where,
                "oid",
                text -> Optional.of(text.startsWith(".") ? text.substring(1) : text)
                        .filter(SnmpQuery::isOid),
                List.of("an OID in digits and dots, as 1.3.6.1.2.1.1.3.0"));
        Optional<Converter> converter = choice(mapping, where, "type", Converter::of, Converter.texts());
        return oid.isPresent() && converter.isPresent()
                ? Optional.of(new SnmpField(oid.get(), converter.get()))
                : Optional.empty();
    }

    private Optional<Mapping> table(YamlNode node, String path) {
        if (node instanceof YamlNode.Table table) {
            return Optional.of(Mapping.of(table, path, problems));
        }
        problems.error(node, path, "must be a mapping");
        return Optional.empty();
    }

    private Optional<YamlNode> required(Mapping mapping, YamlNode where, String key) {
        Optional<YamlNode> node = mapping.get(key);
        if (node.isEmpty()) {
            problems.error(where, mapping.key(key), "is missing");
        }
        return node;
    }

    private Optional<String> text(Mapping mapping, YamlNode where, String key) {
        return required(mapping, where, key).flatMap(node -> values.text(node, mapping.key(key)));
    }

    private <T> Optional<T> choice(
            Mapping mapping, YamlNode where, String key, Function<String, Optional<T>> read, List<String> allowed) {
        Optional<String> text = text(mapping, where, key);
        Optional<T> chosen = text.flatMap(read);
        if (text.isPresent() && chosen.isEmpty()) {
            problems.error(
                    mapping.get(key).orElse(where),
                    mapping.key(key),
                    OneLine.of(text.get(), 80) + " is not known here; write " + alternatives(allowed));
        }
        return chosen;
    }

    private static String alternatives(List<String> allowed) {
        if (allowed.size() == 1) {
            return allowed.get(0);
        }
        return String.join(", ", allowed.subList(0, allowed.size() - 1)) + " or " + allowed.get(allowed.size() - 1);
    }

    private static Optional<MeterType> type(String written) {
        return Arrays.stream(MeterType.values())
                .filter(type -> type.wireName().equals(written))
                .findFirst();
    }

    private static List<String> types() {
        return Arrays.stream(MeterType.values()).map(MeterType::wireName).toList();
    }

    private static Optional<Boolean> matching(String written) {
        return switch (written) {
            case EXACT -> Optional.of(false);
            case PREFIX -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
