package io.nephoscope.core.config;

import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.Values;
import io.nephoscope.support.yaml.YamlNode;
import java.util.Optional;

/**
 * Reads what a source's pollsters are shared out in among several agents. Ceilometer has an expression of Python for it,
 * which is not evaluated here: a text in quotes is taken as it is, and all else is refused with what to write instead.
 */
final class CoordinationGroup {

    static final String KEY = "coordination_group";
    static final String EXPRESSION = "group_id_coordination_expression";

    private final Problems problems;
    private final Values values;

    CoordinationGroup(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    /**
     * The group's name; empty if there is none.
     *
     * @param hasResources whether the source names resources itself: then these are shared out
     */
    String read(Mapping mapping, String source, boolean hasResources) {
        Optional<String> group = mapping.get(KEY)
                .flatMap(node -> values.text(node, mapping.key(KEY)))
                .or(() -> mapping.get(EXPRESSION).flatMap(node -> literal(node, mapping.key(EXPRESSION))));
        if (group.isPresent() && hasResources) {
            String key = mapping.get(KEY).isPresent() ? KEY : EXPRESSION;
            mapping.get(key)
                    .ifPresent(node -> problems.warning(
                            node,
                            mapping.key(key),
                            "is ignored, because the resources that the source names are shared out"));
            return "";
        }
        return group.map(text -> source + "-" + text).orElse("");
    }

    private Optional<String> literal(YamlNode node, String key) {
        Optional<String> text = values.text(node, key);
        Optional<String> literal =
                text.filter(CoordinationGroup::isLiteral).map(quoted -> quoted.substring(1, quoted.length() - 1));
        if (text.isPresent() && literal.isEmpty()) {
            problems.error(
                    node,
                    key,
                    "is an expression of Python, which is not evaluated; write " + KEY
                            + " with the text that it would give");
        }
        return literal;
    }

    private static boolean isLiteral(String text) {
        char quote = text.charAt(0);
        return text.length() > 2
                && (quote == '\'' || quote == '"')
                && text.indexOf(quote, 1) == text.length() - 1
                && text.indexOf('\\') < 0;
    }
}
