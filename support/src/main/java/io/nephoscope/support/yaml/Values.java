package io.nephoscope.support.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single values; whatever cannot be read is reported. */
public final class Values {

    private final Problems problems;

    public Values(Problems problems) {
        this.problems = problems;
    }

    /** A word or a number, as written. */
    public Optional<String> text(YamlNode node, String key) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.type() != ScalarType.NULL
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        problems.error(node, key, "must be a text that is not empty");
        return Optional.empty();
    }

    /** A text that YAML reads as neither number nor truth value. */
    public Optional<String> word(YamlNode node, String key) {
        Optional<String> text = text(node, key);
        if (text.isPresent() && node instanceof YamlNode.Scalar scalar && scalar.type() != ScalarType.TEXT) {
            problems.error(node, key, "must be a text, was " + text.get() + "; put it in quotes if you mean it");
            return Optional.empty();
        }
        return text;
    }

    /** A list of texts; what Python takes for false is an empty list. */
    public List<String> texts(Optional<YamlNode> node, String key) {
        return node.filter(value -> !YamlNumbers.isFalsy(value))
                .map(value -> list(value, key, this::text))
                .orElse(List.of());
    }

    /** A list of words. */
    public List<String> words(YamlNode node, String key) {
        return list(node, key, this::word);
    }

    private List<String> list(YamlNode node, String key, Reader reader) {
        List<String> items = new ArrayList<>();
        if (node instanceof YamlNode.Sequence sequence) {
            int index = 0;
            for (YamlNode item : sequence.items()) {
                reader.read(item, key + "[" + index++ + "]").ifPresent(items::add);
            }
        } else {
            problems.error(node, key, "must be a list");
        }
        return items;
    }

    private interface Reader {
        Optional<String> read(YamlNode node, String key);
    }
}
