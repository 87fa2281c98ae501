package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.PythonError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of a function, in Python's notation: {@code iterable, /, *, key=, reverse=}. An equals sign marks
 * those that may be left out; a name with a star takes all further arguments as an array.
 */
public final class Signature {

    private static final int NONE = -1;

    private final String text;
    private final List<String> names = new ArrayList<>();
    private int required;
    private int positionalOnly;
    private int positional = NONE;
    private int variadic = NONE;

    private Signature(String text) {
        this.text = text;
        for (String word : text.isEmpty() ? new String[0] : text.split(", ")) {
            read(word);
        }
        if (positional == NONE) {
            positional = names.size();
        }
    }

    static Signature of(String text) {
        return new Signature(text);
    }

    private void read(String word) {
        if (word.equals("/")) {
            positionalOnly = names.size();
        } else if (word.equals("*")) {
            positional = names.size();
        } else if (word.startsWith("*")) {
            positional = names.size();
            variadic = names.size();
            names.add(word);
        } else {
            boolean optional = word.endsWith("=");
            required += optional ? 0 : 1;
            names.add(optional ? word.substring(0, word.length() - 1) : word);
        }
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    int size() {
        return names.size();
    }

    /** Where each of a call's arguments goes, the keywords last; TypeError where they do not fit. */
    Binding bind(String function, int arguments, List<String> keywords) {
        if (arguments > positional && variadic == NONE) {
            throw PythonError.type(function + "() takes at most " + positional + " positional argument"
                    + (positional == 1 ? "" : "s") + " (" + arguments + " given)");
        }
        int[] slots = new int[arguments + keywords.size()];
        for (int i = 0; i < arguments; i++) {
            slots[i] = i < positional ? i : variadic;
        }
        boolean[] given = new boolean[names.size()];
        Arrays.fill(given, 0, Math.min(arguments, positional), true);
        for (int i = 0; i < keywords.size(); i++) {
            slots[arguments + i] = keyword(function, keywords.get(i), given);
        }
        for (int i = 0; i < required; i++) {
            if (!given[i]) {
                throw PythonError.type(
                        function + "() missing required argument '" + names.get(i) + "' (pos " + (i + 1) + ")");
            }
        }
        return new Binding(slots, names.size(), variadic, Math.max(0, arguments - positional));
    }

    private int keyword(String function, String keyword, boolean[] given) {
        int slot = names.indexOf(keyword);
        if (slot < positionalOnly || slot == variadic) {
            throw PythonError.type("'" + keyword + "' is an invalid keyword argument for " + function + "()");
        }
        if (given[slot]) {
            throw PythonError.type("argument for " + function + "() given by name ('" + keyword + "') and position");
        }
        given[slot] = true;
        return slot;
    }
}
