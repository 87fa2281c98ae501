package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.expression.AttributeExpression;
import io.nephoscope.expression.SyntaxException;
import io.nephoscope.support.text.NearestWord;
import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.ScalarType;
import io.nephoscope.support.yaml.YamlNode;
import io.nephoscope.support.yaml.YamlNumbers;
import java.time.Duration;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options of one definition as they are written, each with its place. What is null is not there. */
final class DefinitionOptions {

    private static final String OWN = "x-";

    private final YamlNode.Table table;
    private final Mapping mapping;
    private final Problems problems;
    private final Map<DefinitionOption, YamlNode> given = new HashMap<>();

    private DefinitionOptions(YamlNode.Table table, Mapping mapping, Problems problems) {
        this.table = table;
        this.mapping = mapping;
        this.problems = problems;
        for (DefinitionOption option : DefinitionOption.values()) {
            mapping.get(option.key()).filter(node -> !isNull(node)).ifPresent(node -> given.put(option, node));
        }
    }

    static DefinitionOptions of(YamlNode.Table table, String path, Problems problems) {
        return new DefinitionOptions(table, Mapping.of(table, path, problems), problems);
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.NULL;
    }

    /** What extra metadata does not say is as the definition says that it belongs to. */
    void inherit(DefinitionOptions parent) {
        YamlNode value = given.get(DefinitionOption.VALUE);
        if (value != null) {
            given.putIfAbsent(DefinitionOption.VALUE_ATTRIBUTE, value);
        }
        for (DefinitionOption option :
                List.of(DefinitionOption.SAMPLE_TYPE, DefinitionOption.UNIT, DefinitionOption.VALUE_ATTRIBUTE)) {
            YamlNode node = parent.given.get(option);
            if (node != null) {
                given.putIfAbsent(option, node);
            }
        }
    }

    int errors() {
        return problems.errors().size();
    }

    void error(DefinitionOption option, String message) {
        YamlNode node = given.get(option);
        problems.error(node == null ? table : node, mapping.key(option.key()), message);
    }

    void warnOfUnknown() {
        mapping.keys().forEach((key, node) -> {
            if (!DefinitionReader.OPTIONS.contains(key) && !key.startsWith(OWN)) {
                String meant = NearestWord.to(key, DefinitionReader.OPTIONS)
                        .map("; did you mean %s?"::formatted)
                        .orElse("");
                problems.warning(node, mapping.key(key), "is not known and ignored" + meant);
            }
        });
    }

    boolean given(DefinitionOption option) {
        return given.containsKey(option);
    }

    /** Whether it is there, and nothing that Python takes for false. */
    boolean isTrue(DefinitionOption option) {
        YamlNode node = given.get(option);
        return node != null && !YamlNumbers.isFalsy(node);
    }

    /** A text that must be there; empty if it is not, which is then told. */
    String required(DefinitionOption option) {
        if (!isTrue(option)) {
            String meant = mapping.keys().keySet().stream()
                    .filter(key -> !DefinitionReader.OPTIONS.contains(key) && NearestWord.isNear(key, option.key()))
                    .findFirst()
                    .map("; did you misspell it as %s?"::formatted)
                    .orElse("");
            error(option, (given(option) ? "must not be empty" : "is missing") + meant);
            return "";
        }
        return text(option).orElse("");
    }

    /** A text or a number as it is written; empty if there is none or it is empty. */
    Optional<String> text(DefinitionOption option) {
        YamlNode node = given.get(option);
        if (node instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text()).filter(text -> !text.isEmpty());
        }
        if (node != null) {
            error(option, "must be a text");
        }
        return Optional.empty();
    }

    Optional<AttributeExpression> attribute(DefinitionOption option) {
        return text(option).flatMap(text -> {
            try {
                return Optional.of(AttributeExpression.parse(text));
            } catch (SyntaxException e) {
                error(option, "column " + (e.offset() + 1) + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    Duration seconds(DefinitionOption option, Duration usual) {
        Object value = value(option);
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() < 1e9) {
            return Duration.ofMillis(Math.round(number.doubleValue() * 1000));
        }
        if (value != null) {
            error(option, "must be a number of seconds");
        }
        return usual;
    }

    @Nullable
    Object value(DefinitionOption option) {
        YamlNode node = given.get(option);
        return node == null ? null : YamlValues.of(node, mapping.key(option.key()), problems);
    }

    List<@Nullable Object> list(DefinitionOption option) {
        YamlNode node = given.get(option);
        if (node instanceof YamlNode.Sequence
                && YamlValues.of(node, mapping.key(option.key()), problems) instanceof List<?> items) {
            return new ArrayList<>(items);
        }
        if (node != null && !YamlNumbers.isFalsy(node)) {
            error(option, "must be a list");
        }
        return List.of();
    }

    /** The pairs of a mapping whose keys need not be texts. */
    List<Map.Entry<@Nullable Object, @Nullable Object>> pairs(DefinitionOption option) {
        YamlNode node = given.get(option);
        List<Map.Entry<@Nullable Object, @Nullable Object>> pairs = new ArrayList<>();
        if (node instanceof YamlNode.Table pairsTable) {
            YamlValues.map(pairsTable, mapping.key(option.key()), problems)
                    .forEach((key, value) -> pairs.add(new SimpleImmutableEntry<>(key, value)));
        } else if (node != null && !YamlNumbers.isFalsy(node)) {
            error(option, "must be a mapping");
        }
        return pairs;
    }

    /** The definitions in it: one, or a list. */
    List<DefinitionOptions> parts(DefinitionOption option) {
        YamlNode node = given.get(option);
        if (node == null || YamlNumbers.isFalsy(node)) {
            return List.of();
        }
        List<YamlNode> nodes = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        List<DefinitionOptions> parts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof YamlNode.Table part) {
                parts.add(of(part, mapping.key(option.key()) + "[" + i + "]", problems));
            } else {
                error(option, "must be a definition, or a list of definitions");
            }
        }
        return parts;
    }
}
