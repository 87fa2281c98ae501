package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.PythonError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Splits texts, from either end. */
final class Splitter {

    private Splitter() {}

    /** @param most how many times; negative for no limit */
    static List<String> by(String text, String separator, long most, boolean last, Budget budget) {
        if (separator.isEmpty()) {
            throw PythonError.value("empty separator");
        }
        List<String> parts = new ArrayList<>();
        return last ? byLast(text, separator, most, parts, budget) : byFirst(text, separator, most, parts, budget);
    }

    private static List<String> byFirst(String text, String separator, long most, List<String> parts, Budget budget) {
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && parts.size() != most; at = text.indexOf(separator, from)) {
            add(parts, text.substring(from, at), budget);
            from = at + separator.length();
        }
        add(parts, text.substring(from), budget);
        return parts;
    }

    private static List<String> byLast(String text, String separator, long most, List<String> parts, Budget budget) {
        int to = text.length();
        int at = text.lastIndexOf(separator);
        while (at >= 0 && parts.size() != most) {
            add(parts, text.substring(at + separator.length(), to), budget);
            to = at;
            at = to < separator.length() ? -1 : text.lastIndexOf(separator, to - separator.length());
        }
        add(parts, text.substring(0, to), budget);
        Collections.reverse(parts);
        return parts;
    }

    /** Splits at runs of space; what is empty is left out. */
    static List<String> bySpace(String text, long most, boolean last, Budget budget) {
        List<String> parts = new ArrayList<>();
        String rest = TextFunctions.strip(text, null, !last, last);
        while (!rest.isEmpty()) {
            int at = parts.size() == most ? -1 : space(rest, last);
            if (at < 0) {
                add(parts, rest, budget);
                break;
            }
            add(parts, last ? rest.substring(at + 1) : rest.substring(0, at), budget);
            rest = last
                    ? TextFunctions.strip(rest.substring(0, at), null, false, true)
                    : TextFunctions.strip(rest.substring(at), null, true, false);
        }
        if (last) {
            Collections.reverse(parts);
        }
        return parts;
    }

    private static int space(String text, boolean last) {
        for (int i = 0; i < text.length(); i++) {
            int at = last ? text.length() - 1 - i : i;
            if (TextFunctions.isSpace(text.charAt(at))) {
                return at;
            }
        }
        return -1;
    }

    private static void add(List<String> parts, String part, Budget budget) {
        parts.add(part);
        budget.step();
        budget.size(parts.size());
    }
}
