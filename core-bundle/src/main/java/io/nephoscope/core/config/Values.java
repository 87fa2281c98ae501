package io.nephoscope.core.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values; whatever cannot be read is reported. */
final class Values {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,9}(\\.\\d*)?|\\.\\d+)");

    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    /** A word or a number, as written. */
    Optional<String> text(Node node, String key) {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        problems.error(node, key, "must be a text that is not empty");
        return Optional.empty();
    }

    /** A text that YAML reads as neither number nor truth value. */
    Optional<String> word(Node node, String key) {
        Optional<String> text = text(node, key);
        if (text.isPresent() && !node.getTag().equals(Tag.STR)) {
            problems.error(node, key, "must be a text, was " + text.get() + "; put it in quotes if you mean it");
            return Optional.empty();
        }
        return text;
    }

    /** Whole seconds; a fraction is cut off, as it always was. */
    Optional<Long> seconds(Node node, String key, long least) {
        Optional<Long> seconds = node instanceof ScalarNode scalar ? seconds(scalar) : Optional.empty();
        if (seconds.isEmpty()) {
            problems.error(node, key, "must be a number of seconds");
        } else if (seconds.get() < least) {
            problems.error(node, key, "must be at least " + least + " second" + (least == 1 ? "" : "s"));
            return Optional.empty();
        }
        return seconds;
    }

    private static Optional<Long> seconds(ScalarNode scalar) {
        String value = scalar.getValue().strip();
        boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
        Pattern allowed = quoted ? WHOLE : NUMBER;
        return allowed.matcher(value).matches()
                ? Optional.of(
                        new BigDecimal(value).setScale(0, RoundingMode.DOWN).longValueExact())
                : Optional.empty();
    }

    /** A list of texts; nothing is an empty list. */
    List<String> texts(Optional<Node> node, String key) {
        return node.filter(value -> !value.getTag().equals(Tag.NULL))
                .map(value -> list(value, key, this::text))
                .orElse(List.of());
    }

    /** A list of words. */
    List<String> words(Node node, String key) {
        return list(node, key, this::word);
    }

    private List<String> list(Node node, String key, Reader reader) {
        List<String> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            int index = 0;
            for (Node item : sequence.getValue()) {
                reader.read(item, key + "[" + index++ + "]").ifPresent(items::add);
            }
        } else {
            problems.error(node, key, "must be a list");
        }
        return items;
    }

    private interface Reader {
        Optional<String> read(Node node, String key);
    }
}
