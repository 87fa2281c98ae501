package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Truth;
import io.nephoscope.expression.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What methods of texts are made of. Space, digits and case are Python's. */
final class TextFunctions {

    static final String SLICE_PROBLEM = "slice indices must be integers or None or have an __index__ method";
    private static final String LINE_ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

    private TextFunctions() {}

    /** A method is also called by the name of its type, with any value: {@code map(str.strip, value)}. */
    static String self(Object[] arguments) {
        if (arguments[0] instanceof String text) {
            return text;
        }
        throw PythonError.type("this method needs a 'str' object, and got a '" + Type.name(arguments[0]) + "'");
    }

    static boolean isSpace(int c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || (c >= 0x1C && c <= 0x1F)
                || c == 0x85
                || (c >= 0x80 && Character.isSpaceChar(c));
    }

    static boolean isDigit(int c) {
        return Character.isDigit(c)
                || (Character.getType(c) == Character.OTHER_NUMBER && "\u00b2\u00b3\u00b9".indexOf(c) >= 0)
                || (c >= 0x2070 && c <= 0x2089 && Character.getType(c) == Character.OTHER_NUMBER)
                || (c >= 0x2460 && c <= 0x2468)
                || (c >= 0x2474 && c <= 0x247C);
    }

    static boolean isLower(int c) {
        return Character.isLowerCase(c);
    }

    static boolean isUpper(int c) {
        return Character.isUpperCase(c);
    }

    static boolean isUpperOrTitle(int c) {
        return Character.isUpperCase(c) || Character.isTitleCase(c);
    }

    static boolean isLowerOrTitle(int c) {
        return Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    /** An index that may count from the end, cut to the size. */
    static int bound(@Nullable Object argument, int size, int otherwise) {
        if (!Args.some(argument)) {
            return otherwise;
        }
        long index = Ints.index(argument, SLICE_PROBLEM);
        long positive = index < 0 ? Math.max(0, Math.max(index, -size - 1L) + size) : index;
        return (int) Math.min(size, positive);
    }

    /** @param characters what is cut off; null for space */
    static String strip(String text, @Nullable String characters, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && isOf(text.codePointAt(from), characters)) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (right && from < to && isOf(text.codePointBefore(to), characters)) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean isOf(int c, @Nullable String characters) {
        return characters == null ? isSpace(c) : characters.indexOf(c) >= 0;
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.codePointAt(0));
        return titled(text.substring(0, first)) + text.toLowerCase(Locale.ROOT).substring(lowered(text, first));
    }

    private static int lowered(String text, int first) {
        return text.substring(0, first).toLowerCase(Locale.ROOT).length();
    }

    /** A character as the first of a title; some have a form of their own for that. */
    private static String titled(String character) {
        int c = character.codePointAt(0);
        int title = Character.toTitleCase(c);
        String upper = character.toUpperCase(Locale.ROOT);
        if (upper.codePointCount(0, upper.length()) == 1 || title != c) {
            return Character.toString(title);
        }
        int first = Character.charCount(upper.codePointAt(0));
        return upper.substring(0, first) + upper.substring(first).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean within = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String character = Character.toString(c);
            out.append(within ? character.toLowerCase(Locale.ROOT) : titled(character));
            within = Character.isLowerCase(c) || isUpperOrTitle(c);
            i += character.length();
        }
        return out.toString();
    }

    static String swapCase(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String character = Character.toString(c);
            out.append(
                    Character.isUpperCase(c)
                            ? character.toLowerCase(Locale.ROOT)
                            : Character.isLowerCase(c) ? character.toUpperCase(Locale.ROOT) : character);
            i += character.length();
        }
        return out.toString();
    }

    /** @param most how many times; negative for no limit */
    static String replace(String text, String old, String with, long most, Budget budget) {
        long left = most < 0 ? Long.MAX_VALUE : most;
        StringBuilder out = new StringBuilder();
        int from = 0;
        int at = left > 0 ? text.indexOf(old) : -1;
        while (at >= 0 && left > 0) {
            out.append(text, from, at).append(with);
            budget.length(out.length());
            budget.step();
            from = at + old.length();
            left--;
            if (old.isEmpty()) {
                if (at >= text.length()) {
                    break;
                }
                int next = text.offsetByCodePoints(at, 1);
                if (left > 0) {
                    out.append(text, at, next);
                    from = next;
                }
                at = next;
            } else {
                at = text.indexOf(old, from);
            }
        }
        if (from == 0 && out.length() == 0) {
            return text;
        }
        out.append(text, from, text.length());
        budget.text(out.length());
        return out.toString();
    }

    /** Arguments: text, keepends. */
    static List<String> splitLines(Object[] a, Budget budget) {
        String text = self(a);
        boolean keep = Args.given(a[1]) && Truth.of(a[1]);
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (LINE_ENDS.indexOf(text.charAt(i)) >= 0) {
                int end = text.startsWith("\r\n", i) ? i + 2 : i + 1;
                lines.add(text.substring(from, keep ? end : i));
                budget.step();
                from = end;
                i = end - 1;
            }
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }
}
