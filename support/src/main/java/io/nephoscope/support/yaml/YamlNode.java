package io.nephoscope.support.yaml;

import java.util.List;

/** A value of a YAML file, aliases replaced by what they stand for; never a part of itself. */
public sealed interface YamlNode {

    /** Where it stands, counted from 1; for an alias, where its anchor stands. */
    int line();

    /** A single value. */
    record Scalar(int line, String text, ScalarType type) implements YamlNode {}

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** Keys and values as written; see {@link Mapping}. */
    record Table(int line, List<Entry> entries) implements YamlNode {}

    /** One key of a table. */
    record Entry(YamlNode key, YamlNode value) {}
}
