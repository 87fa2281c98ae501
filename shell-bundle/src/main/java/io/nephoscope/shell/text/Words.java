package io.nephoscope.shell.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Fits text into columns. Lengths are in code points; control characters never reach the terminal. */
public final class Words {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String ELLIPSIS = "…";

    private Words() {}

    /** The text on one line. */
    public static String plain(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    /** A named value as people write it: {@code left behind} for {@code LEFT_BEHIND}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text's beginning, with an ellipsis where it was cut. */
    public static String head(String text, int width) {
        return length(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + ELLIPSIS;
    }

    /** The text's end, with an ellipsis where it was cut. */
    public static String tail(String text, int width) {
        return length(text) <= width
                ? text
                : ELLIPSIS + text.substring(text.offsetByCodePoints(text.length(), 1 - width));
    }

    /**
     * The text in lines, each indented and ended by a line break. A word that is longer than a line, such as a
     * path, is not parted: it can be copied and searched for.
     */
    public static String wrap(String text, String indent, int width) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (String word : BLANKS.split(plain(text), -1)) {
            boolean first = line.length() == indent.length();
            if (!first && length(line.toString()) + 1 + length(word) > width) {
                lines.append(line).append('\n');
                line.setLength(indent.length());
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        return lines.append(line).append('\n').toString();
    }

    /** A label and, to the right of it, the text in lines. */
    public static String hanging(String label, String text, int width) {
        String indent = " ".repeat(length(label));
        return label + wrap(text, indent, width).substring(indent.length());
    }
}
