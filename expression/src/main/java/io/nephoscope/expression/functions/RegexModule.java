package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Callable;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** {@code re}: regular expressions with Python's syntax. */
final class RegexModule {

    static final Map<String, Object> FLAGS = Map.ofEntries(
            Map.entry("A", RegexFlags.ASCII),
            Map.entry("ASCII", RegexFlags.ASCII),
            Map.entry("DOTALL", RegexFlags.DOTALL),
            Map.entry("I", RegexFlags.IGNORECASE),
            Map.entry("IGNORECASE", RegexFlags.IGNORECASE),
            Map.entry("M", RegexFlags.MULTILINE),
            Map.entry("MULTILINE", RegexFlags.MULTILINE),
            Map.entry("S", RegexFlags.DOTALL),
            Map.entry("VERBOSE", RegexFlags.VERBOSE),
            Map.entry("X", RegexFlags.VERBOSE));

    static final List<Function> FUNCTIONS = List.of(
            Function.of("escape", "text", (a, b) -> escape(Args.text(a[0], "escape"))),
            Function.of("findall", "pattern, string, flags=", RegexModule::findAll),
            Function.of("fullmatch", "pattern, string, flags=", (a, b) -> match(a, Mode.WHOLE, b)),
            Function.of("match", "pattern, string, flags=", (a, b) -> match(a, Mode.START, b)),
            Function.of("search", "pattern, string, flags=", (a, b) -> match(a, Mode.ANYWHERE, b)),
            Function.of("split", "pattern, string, maxsplit=, flags=", RegexModule::split),
            Function.of("sub", "pattern, repl, string, count=, flags=", (a, b) -> substitute(a, b)),
            Function.of("subn", "pattern, repl, string, count=, flags=", RegexModule::substituteAndCount));

    private enum Mode {
        START,
        WHOLE,
        ANYWHERE
    }

    private RegexModule() {}

    static RegexPattern compile(String pattern, long flags) {
        return RegexPattern.compile(pattern, flags);
    }

    /** How many arguments may stand before the flags. */
    static int argumentsWithoutFlags(Function function) {
        return switch (function.name()) {
            case "sub", "subn" -> 3;
            case "findall", "fullmatch", "match", "search", "split" -> 2;
            default -> 0;
        };
    }

    private static RegexPattern pattern(@Nullable Object pattern, @Nullable Object flags) {
        if (pattern instanceof RegexPattern compiled) {
            return compiled;
        }
        if (pattern instanceof String text) {
            return compile(text, Args.index(flags, 0));
        }
        throw PythonError.type("first argument must be string or compiled pattern");
    }

    private static String text(@Nullable Object argument) {
        if (argument instanceof String text) {
            return text;
        }
        throw PythonError.type("expected string or bytes-like object, got '" + Type.name(argument) + "'");
    }

    private static @Nullable Object match(Object[] a, Mode mode, Budget budget) {
        RegexPattern pattern = pattern(a[0], a[2]);
        String text = text(a[1]);
        MatchResult found =
                switch (mode) {
                    case START -> pattern.atStart(text, budget);
                    case WHOLE -> pattern.whole(text, budget);
                    case ANYWHERE -> pattern.anywhere(text, budget);
                };
        return found == null ? null : new MatchValue(pattern, found, text);
    }

    private static Object findAll(Object[] a, Budget budget) {
        RegexPattern pattern = pattern(a[0], a[2]);
        List<Object> found = new ArrayList<>();
        for (MatchResult match : pattern.all(text(a[1]), Long.MAX_VALUE, budget)) {
            if (pattern.groups() < 2) {
                found.add(orEmpty(match.group(pattern.groups())));
            } else {
                Object[] groups = new Object[pattern.groups()];
                for (int i = 0; i < groups.length; i++) {
                    groups[i] = orEmpty(match.group(i + 1));
                }
                found.add(new Tuple(groups));
            }
        }
        return found;
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    private static Object split(Object[] a, Budget budget) {
        RegexPattern pattern = pattern(a[0], a[3]);
        String text = text(a[1]);
        long most = Args.index(a[2], 0);
        List<Object> parts = new ArrayList<>();
        int from = 0;
        for (MatchResult match : pattern.all(text, most == 0 ? Long.MAX_VALUE : most, budget)) {
            parts.add(text.substring(from, match.start()));
            for (int i = 1; i <= pattern.groups(); i++) {
                parts.add(match.group(i));
            }
            from = match.end();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String substitute(Object[] a, Budget budget) {
        return (String) substituteAndCount(a, budget).get(0) + "";
    }

    private static Tuple substituteAndCount(Object[] a, Budget budget) {
        RegexPattern pattern = pattern(a[0], a[4]);
        RegexTemplate template = a[1] instanceof Callable ? null : RegexTemplate.of(text(a[1]), pattern);
        String text = text(a[2]);
        long most = Args.index(a[3], 0);
        StringBuilder out = new StringBuilder();
        int from = 0;
        long count = 0;
        for (MatchResult match : pattern.all(text, most == 0 ? Long.MAX_VALUE : most, budget)) {
            out.append(text, from, match.start());
            out.append(template != null ? template.expand(match) : called(a[1], pattern, match, text, budget));
            budget.length(out.length());
            from = match.end();
            count++;
        }
        out.append(text.substring(from));
        budget.text(out.length());
        return new Tuple(out.toString(), count);
    }

    private static String called(
            @Nullable Object function, RegexPattern pattern, MatchResult match, String text, Budget budget) {
        Object result = Callable.of(function).call(new Object[] {new MatchValue(pattern, match, text)}, budget);
        if (result == null) {
            return "";
        }
        if (result instanceof String replacement) {
            return replacement;
        }
        throw PythonError.type("expected str instance, " + Type.name(result) + " found");
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if ("()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.appendCodePoint(c);
        });
        return out.toString();
    }

    /** An integer of a pattern's text. */
    static int number(String digits) {
        return (int) Math.min(Integer.MAX_VALUE, Ints.argument(Ints.of(new java.math.BigInteger(digits))));
    }
}
