package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.support.yaml.Problem;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.ScalarType;
import io.nephoscope.support.yaml.YamlNode;
import io.nephoscope.support.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of one file. A definition that is wrong costs itself alone; a file that is no YAML, or no list, has none.
 *
 * @param items those that are sound, in the order of the file
 * @param errors what costs a definition
 * @param warnings what is probably not meant
 * @param isReadable whether it is a list of definitions at all
 */
public record DefinitionFile(
        List<Item> items, Set<String> broken, List<Problem> errors, List<Problem> warnings, boolean isReadable) {

    /**
     * One definition.
     *
     * @param line where it begins
     * @param written what is written, whatever its place: equal for a definition that did not change
     */
    public record Item(Definition definition, int line, Object written) {}

    public DefinitionFile {
        items = List.copyOf(items);
        broken = Set.copyOf(broken);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** A file without definitions. */
    public static final DefinitionFile EMPTY = new DefinitionFile(List.of(), Set.of(), List.of(), List.of(), true);

    /** Reads a file's text. */
    public static DefinitionFile read(String text) {
        Problems problems = new Problems();
        Optional<YamlNode> document = YamlReader.read(text, problems);
        if (!problems.errors().isEmpty()) {
            return new DefinitionFile(List.of(), Set.of(), problems.errors(), List.of(), false);
        }
        if (document.isEmpty() || isNull(document.get())) {
            return EMPTY;
        }
        if (!(document.get() instanceof YamlNode.Sequence sequence)) {
            problems.error(document.get(), "yaml", "must be a list of definitions: begin each with a dash");
            return new DefinitionFile(List.of(), Set.of(), problems.errors(), List.of(), false);
        }
        return read(sequence);
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.NULL;
    }

    private static DefinitionFile read(YamlNode.Sequence sequence) {
        List<Item> items = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        List<Problem> errors = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        int index = 0;
        for (YamlNode node : sequence.items()) {
            Problems problems = new Problems();
            String path = "[" + index++ + "]";
            if (node instanceof YamlNode.Table table) {
                String name = name(table).orElse(path);
                Optional<Definition> definition = DefinitionReader.read(table, name, problems);
                if (definition.isPresent() && problems.errors().isEmpty()) {
                    // What is wrong was told with its option's whole path.
                    Object written = YamlValues.of(table, name, new Problems());
                    items.add(new Item(definition.get(), node.line(), written == null ? "" : written));
                } else {
                    broken.add(name);
                }
            } else {
                problems.error(node, path, "must be a definition: a mapping of options");
            }
            errors.addAll(problems.errors());
            warnings.addAll(problems.warnings());
        }
        return new DefinitionFile(items, broken, errors, warnings, true);
    }

    /** By which its problems are told. */
    private static Optional<String> name(YamlNode.Table table) {
        return table.entries().stream()
                .filter(entry ->
                        entry.key() instanceof YamlNode.Scalar key && key.text().equals("name"))
                .map(YamlNode.Entry::value)
                .map(DefinitionFile::word)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> word(@Nullable YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }
}
