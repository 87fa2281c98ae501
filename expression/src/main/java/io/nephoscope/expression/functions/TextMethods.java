package io.nephoscope.expression.functions;

import static io.nephoscope.expression.functions.TextFunctions.bound;
import static io.nephoscope.expression.functions.TextFunctions.self;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Stream;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Methods of texts. */
final class TextMethods {

    private static final String IDEOGRAPHIC_NUMBERS = "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"
            + "\u5341\u767e\u5343\u842c\u4e07\u5104\u4ebf\u5146";
    private static final String RANGE = "self, sub, start=, end=, /";

    static final List<Function> METHODS = List.of(
            Function.of("capitalize", "self, /", (a, b) -> TextFunctions.capitalize(self(a))),
            Function.of("center", "self, width, fillchar=, /", (a, b) -> padded(a, '^', b)),
            Function.of("count", RANGE, TextMethods::count),
            Function.of("endswith", "self, suffix, start=, end=, /", (a, b) -> affix(a, false)),
            Function.of("find", RANGE, (a, b) -> find(a, false)),
            Function.of("format", "self, *values", TextFormat::format),
            Function.of("index", RANGE, (a, b) -> found(find(a, false))),
            Function.of("isalnum", "self, /", (a, b) -> each(a, c -> isAlpha(c) || isNumeric(c))),
            Function.of("isalpha", "self, /", (a, b) -> each(a, TextMethods::isAlpha)),
            Function.of("isascii", "self, /", (a, b) -> self(a).chars().allMatch(c -> c < 0x80)),
            Function.of("isdecimal", "self, /", (a, b) -> each(a, Character::isDigit)),
            Function.of("isdigit", "self, /", (a, b) -> each(a, TextFunctions::isDigit)),
            Function.of(
                    "islower", "self, /", (a, b) -> cased(a, TextFunctions::isLower, TextFunctions::isUpperOrTitle)),
            Function.of("isnumeric", "self, /", (a, b) -> each(a, TextMethods::isNumeric)),
            Function.of("isspace", "self, /", (a, b) -> each(a, TextFunctions::isSpace)),
            Function.of(
                    "isupper", "self, /", (a, b) -> cased(a, TextFunctions::isUpper, TextFunctions::isLowerOrTitle)),
            Function.of("join", "self, iterable, /", TextMethods::join),
            Function.of("ljust", "self, width, fillchar=, /", (a, b) -> padded(a, '<', b)),
            Function.of("lower", "self, /", (a, b) -> self(a).toLowerCase(Locale.ROOT)),
            Function.of("lstrip", "self, chars=, /", (a, b) -> strip(a, true, false)),
            Function.of("partition", "self, sep, /", (a, b) -> partition(a, false)),
            Function.of("removeprefix", "self, prefix, /", (a, b) -> removePrefix(self(a), text(a[1]))),
            Function.of("removesuffix", "self, suffix, /", (a, b) -> removeSuffix(self(a), text(a[1]))),
            Function.of("replace", "self, old, new, count=, /", TextMethods::replace),
            Function.of("rfind", RANGE, (a, b) -> find(a, true)),
            Function.of("rindex", RANGE, (a, b) -> found(find(a, true))),
            Function.of("rjust", "self, width, fillchar=, /", (a, b) -> padded(a, '>', b)),
            Function.of("rpartition", "self, sep, /", (a, b) -> partition(a, true)),
            Function.of("rsplit", "self, sep=, maxsplit=", (a, b) -> split(a, true, b)),
            Function.of("rstrip", "self, chars=, /", (a, b) -> strip(a, false, true)),
            Function.of("split", "self, sep=, maxsplit=", (a, b) -> split(a, false, b)),
            Function.of("splitlines", "self, keepends=", (a, b) -> TextFunctions.splitLines(a, b)),
            Function.of("startswith", "self, prefix, start=, end=, /", (a, b) -> affix(a, true)),
            Function.of("strip", "self, chars=, /", (a, b) -> strip(a, true, true)),
            Function.of("swapcase", "self, /", (a, b) -> TextFunctions.swapCase(self(a))),
            Function.of("title", "self, /", (a, b) -> TextFunctions.title(self(a))),
            Function.of("upper", "self, /", (a, b) -> self(a).toUpperCase(Locale.ROOT)),
            Function.of("zfill", "self, width, /", TextMethods::zfill));

    private TextMethods() {}

    private static String text(@Nullable Object argument) {
        if (argument instanceof String text) {
            return text;
        }
        throw PythonError.type("must be str, not " + Type.name(argument));
    }

    private static boolean each(Object[] a, IntPredicate test) {
        return !self(a).isEmpty() && self(a).codePoints().allMatch(test);
    }

    private static boolean isAlpha(int c) {
        return Character.isLetter(c);
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER
                || IDEOGRAPHIC_NUMBERS.indexOf(c) >= 0;
    }

    private static boolean cased(Object[] a, IntPredicate wanted, IntPredicate other) {
        return self(a).codePoints().anyMatch(wanted) && self(a).codePoints().noneMatch(other);
    }

    /** The part of a text between the third and fourth argument. */
    private static String part(Object[] a) {
        String text = self(a);
        int size = text.codePointCount(0, text.length());
        int from = bound(a[2], size, 0);
        int to = bound(a[3], size, size);
        if (from >= to) {
            return "";
        }
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    /** Whether a range of a text is there at all: beyond the end not even the empty text is found. */
    private static boolean isWithin(Object[] a) {
        int size = self(a).codePointCount(0, self(a).length());
        long start = Args.some(a[2]) ? Ints.index(a[2], TextFunctions.SLICE_PROBLEM) : 0;
        return (start < 0 ? Math.max(0, start + size) : start) <= bound(a[3], size, size);
    }

    private static Object count(Object[] a, Budget budget) {
        String sub = text(a[1]);
        if (!isWithin(a)) {
            return 0L;
        }
        String part = part(a);
        budget.steps(part.length() / 8);
        if (sub.isEmpty()) {
            return part.codePointCount(0, part.length()) + 1L;
        }
        long count = 0;
        for (int i = part.indexOf(sub); i >= 0; i = part.indexOf(sub, i + sub.length())) {
            count++;
        }
        return count;
    }

    private static long find(Object[] a, boolean last) {
        String sub = text(a[1]);
        String text = self(a);
        if (!isWithin(a)) {
            return -1;
        }
        String part = part(a);
        int found = last ? part.lastIndexOf(sub) : part.indexOf(sub);
        if (found < 0) {
            return -1;
        }
        return part.codePointCount(0, found)
                + (long) TextFunctions.bound(a[2], text.codePointCount(0, text.length()), 0);
    }

    private static Object found(long index) {
        if (index < 0) {
            throw PythonError.value("substring not found");
        }
        return index;
    }

    private static boolean affix(Object[] a, boolean first) {
        if (a[1] instanceof Tuple several) {
            return several.asList().stream().anyMatch(one -> affix(new Object[] {a[0], text(one), a[2], a[3]}, first));
        }
        if (!(a[1] instanceof String affix)) {
            throw PythonError.type((first ? "startswith" : "endswith")
                    + " first arg must be str or a tuple of str, not " + Type.name(a[1]));
        }
        return isWithin(a) && (first ? part(a).startsWith(affix) : part(a).endsWith(affix));
    }

    private static Object join(Object[] a, Budget budget) {
        StringBuilder out = new StringBuilder();
        Iterator<?> elements = Stream.over(a[1], budget);
        for (int i = 0; elements.hasNext(); i++) {
            Object element = elements.next();
            if (!(element instanceof String text)) {
                throw PythonError.type(
                        "sequence item " + i + ": expected str instance, " + Type.name(element) + " found");
            }
            out.append(i == 0 ? "" : self(a)).append(text);
            budget.length(out.length());
        }
        budget.text(out.length());
        return out.toString();
    }

    private static Object padded(Object[] a, char where, Budget budget) {
        String text = self(a);
        long width = Ints.argument(a[1]);
        String fill = Args.given(a[2]) ? text(a[2]) : " ";
        if (fill.codePointCount(0, fill.length()) != 1) {
            throw PythonError.type("The fill character must be exactly one character long");
        }
        long missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        budget.text(width);
        int left = where == '<' ? 0 : where == '>' ? (int) missing : (int) (missing / 2 + (missing & width & 1));
        return fill.repeat(left) + text + fill.repeat((int) missing - left);
    }

    private static Object strip(Object[] a, boolean left, boolean right) {
        if (Args.some(a[1]) && !(a[1] instanceof String)) {
            throw PythonError.type("strip arg must be None or str");
        }
        return TextFunctions.strip(self(a), Args.some(a[1]) ? text(a[1]) : null, left, right);
    }

    private static Object partition(Object[] a, boolean last) {
        String text = self(a);
        String separator = text(a[1]);
        if (separator.isEmpty()) {
            throw PythonError.value("empty separator");
        }
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return last ? new Tuple("", "", text) : new Tuple(text, "", "");
        }
        return new Tuple(text.substring(0, at), separator, text.substring(at + separator.length()));
    }

    private static String removePrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String removeSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static Object replace(Object[] a, Budget budget) {
        String text = self(a);
        return TextFunctions.replace(text, text(a[1]), text(a[2]), Args.index(a[3], -1), budget);
    }

    private static Object split(Object[] a, boolean last, Budget budget) {
        String text = self(a);
        long most = Args.index(a[2], -1);
        if (!Args.some(a[1])) {
            return Splitter.bySpace(text, most, last, budget);
        }
        return Splitter.by(text, text(a[1]), most, last, budget);
    }

    private static Object zfill(Object[] a, Budget budget) {
        String text = self(a);
        long missing = Ints.argument(a[1]) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        budget.text(missing + text.length());
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return text.substring(0, sign) + "0".repeat((int) missing) + text.substring(sign);
    }
}
