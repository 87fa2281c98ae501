package io.nephoscope.support.yaml;

import java.util.regex.Pattern;

/** What YAML 1.1 takes a plain scalar for, as PyYAML decides it. */
public enum ScalarType {
    /** Nothing. */
    NULL,
    /** True or false; also yes, no, on and off. */
    BOOLEAN,
    /** An integer: decimal, octal, hexadecimal, binary or to the base of 60. */
    INTEGER,
    /** A number with a point. */
    FLOAT,
    /** A date, with or without a time. */
    TIMESTAMP,
    /** The key of a merge. */
    MERGE,
    /** Whatever else. */
    TEXT;

    private static final int LONGEST = 200;

    private static final Pattern BOOLEANS =
            Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
    private static final Pattern FLOATS = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*([eE][-+][0-9]+)?"
            + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(inf|Inf|INF)"
            + "|\\.(nan|NaN|NAN)");
    private static final Pattern INTEGERS = Pattern.compile("[-+]?0b[01_]+"
            + "|[-+]?0[0-7_]+"
            + "|[-+]?(0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+"
            + "|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+");
    private static final Pattern TIMESTAMPS = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\\.[0-9]*)?"
            + "([ \\t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?");
    private static final Pattern NULLS = Pattern.compile("~|null|Null|NULL|");

    /** The type of a scalar without quotes and without a tag. Longer ones than any number are texts. */
    static ScalarType ofPlain(String text) {
        if (text.length() > LONGEST) {
            return TEXT;
        }
        if (NULLS.matcher(text).matches()) {
            return NULL;
        }
        char first = text.charAt(0);
        boolean numeric = first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9');
        if (numeric) {
            return ofNumeric(text);
        }
        if (BOOLEANS.matcher(text).matches()) {
            return BOOLEAN;
        }
        return text.equals("<<") ? MERGE : TEXT;
    }

    private static ScalarType ofNumeric(String text) {
        if (FLOATS.matcher(text).matches()) {
            return FLOAT;
        }
        if (INTEGERS.matcher(text).matches()) {
            return INTEGER;
        }
        return TIMESTAMPS.matcher(text).matches() ? TIMESTAMP : TEXT;
    }
}
