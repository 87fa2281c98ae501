package io.nephoscope.shell.text;

import java.util.regex.Pattern;

/** Fits text into columns. Lengths are in code points; control characters never reach the terminal. */
public final class Words {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final String ELLIPSIS = "…";

    private Words() {}

    /** The text on one line. */
    public static String plain(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
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

    /** The text in lines, each indented and ended by a line break; a word longer than a line is parted. */
    public static String wrap(String text, String indent, int width) {
        int room = Math.max(1, width - indent.length());
        StringBuilder lines = new StringBuilder();
        String rest = plain(text);
        while (length(rest) > room) {
            int end = rest.offsetByCodePoints(0, room);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            lines.append(indent).append(rest, 0, cut).append('\n');
            rest = rest.substring(cut).strip();
        }
        return lines.append(indent).append(rest).append('\n').toString();
    }

    /** A label and, to the right of it, the text in lines. */
    public static String hanging(String label, String text, int width) {
        String indent = " ".repeat(length(label));
        return label + wrap(text, indent, width).substring(indent.length());
    }
}
