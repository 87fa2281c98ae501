package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.PythonError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a pattern of Python's from left to right. */
final class RegexReader {

    private static final int MOST_REPEATS = Integer.MAX_VALUE;
    private static final String LETTERS = "aftnrv\\";
    private static final String MEANINGS = "\u0007\f\t\n\r\u000b\\";

    /** @param text as Java writes it */
    record Quantifier(long from, long to, String text) {}

    /** Flags that {@code (?i-s:} turns on and off. */
    record FlagChange(long on, long off) {}

    private final String text;
    private int position;
    private boolean verbose;

    RegexReader(String text) {
        this.text = text;
    }

    void verbose(boolean on) {
        verbose = on;
    }

    PythonError problem(String problem) {
        return problem(problem, position);
    }

    PythonError problem(String problem, int at) {
        return new PythonError(ErrorKind.PATTERN_ERROR, problem + " at position " + at);
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    int peek() {
        return atEnd() ? -1 : text.codePointAt(position);
    }

    int next() {
        int c = text.codePointAt(position);
        position += Character.charCount(c);
        return c;
    }

    boolean skip(String wanted) {
        boolean there = text.startsWith(wanted, position);
        position += there ? wanted.length() : 0;
        return there;
    }

    /** Space and comments, which verbose patterns may have. */
    void skipSpace() {
        while (verbose && !atEnd() && (" \t\n\r\u000b\f".indexOf(peek()) >= 0 || peek() == '#')) {
            if (peek() == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end + 1;
            } else {
                position++;
            }
        }
    }

    boolean isAnchor() {
        return peek() == '^'
                || peek() == '$'
                || (peek() == '\\' && position + 1 < text.length() && "AZbB".indexOf(text.charAt(position + 1)) >= 0);
    }

    /** Flags for the whole, which stand at its beginning. */
    List<Long> globalFlags() {
        List<Long> flags = new ArrayList<>();
        while (text.startsWith("(?", position)) {
            int end = position + 2;
            while (end < text.length() && "aimsxLu".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (end == position + 2 || end >= text.length() || text.charAt(end) != ')') {
                break;
            }
            for (char c : text.substring(position + 2, end).toCharArray()) {
                flags.add(flag(c));
            }
            position = end + 1;
            if (flags.contains(RegexFlags.VERBOSE)) {
                verbose = true;
                skipSpace();
            }
        }
        return flags;
    }

    private long flag(char letter) {
        return switch (letter) {
            case 'a' -> RegexFlags.ASCII;
            case 'i' -> RegexFlags.IGNORECASE;
            case 'm' -> RegexFlags.MULTILINE;
            case 's' -> RegexFlags.DOTALL;
            case 'x' -> RegexFlags.VERBOSE;
            case 'u' -> 0;
            default -> throw problem("bad inline flags: cannot use 'L' flag with a str pattern");
        };
    }

    FlagChange flagChange(int place) {
        long on = 0;
        long off = 0;
        boolean minus = false;
        int letters = 0;
        while (!atEnd() && peek() != ':') {
            char c = text.charAt(position);
            if (c == '-' && !minus) {
                minus = true;
                letters = 0;
            } else if ("aimsxu".indexOf(c) >= 0 && !(minus && "au".indexOf(c) >= 0)) {
                on |= minus ? 0 : flag(c);
                off |= minus ? flag(c) : 0;
                letters++;
            } else {
                throw c == ')' && letters > 0
                        ? problem("global flags not at the start of the expression", place)
                        : problem("unknown extension ?" + c, place + 1);
            }
            position++;
        }
        if (letters == 0 || (on & off) != 0 || !skip(":")) {
            throw problem("missing flag");
        }
        return new FlagChange(on, off);
    }

    void comment(int place) {
        int end = text.indexOf(')', position);
        if (end < 0) {
            throw problem("missing ), unterminated comment", place);
        }
        position = end + 1;
    }

    String name(char close) {
        int end = text.indexOf(close, position);
        if (end < 0) {
            throw problem("missing " + close + ", unterminated name");
        }
        String name = text.substring(position, end);
        if (name.isEmpty()) {
            throw problem("missing group name");
        }
        boolean identifier = !Character.isDigit(name.charAt(0))
                && name.codePoints().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        if (!identifier) {
            throw problem("bad character in group name '" + name + "'");
        }
        position = end + 1;
        return name;
    }

    /** The quantifier that stands here; null if none does. */
    @Nullable
    Quantifier quantifier() {
        int start = position;
        long from = 1;
        long to = 1;
        switch (peek()) {
            case '*' -> {
                from = 0;
                to = MOST_REPEATS;
            }
            case '+' -> to = MOST_REPEATS;
            case '?' -> from = 0;
            case '{' -> {
                return counted();
            }
            default -> {
                return null;
            }
        }
        position++;
        return withMode(from, to, text.substring(start, position));
    }

    private Quantifier withMode(long from, long to, String written) {
        String mode = skip("?") ? "?" : skip("+") ? "+" : "";
        return new Quantifier(from, to, written + mode);
    }

    private @Nullable Quantifier counted() {
        int end = position + 1;
        int comma = -1;
        while (end < text.length() && (isDigit(text.charAt(end)) || (text.charAt(end) == ',' && comma < 0))) {
            comma = text.charAt(end) == ',' ? end : comma;
            end++;
        }
        String body = text.substring(position + 1, end);
        if (end >= text.length() || text.charAt(end) != '}' || body.isEmpty()) {
            return null;
        }
        String low = comma < 0 ? body : body.substring(0, comma - position - 1);
        String high = comma < 0 ? body : body.substring(comma - position);
        int place = position;
        long from = low.isEmpty() ? 0 : count(low);
        long to = high.isEmpty() ? MOST_REPEATS : count(high);
        if (to < from) {
            throw problem("min repeat greater than max repeat", place);
        }
        position = end + 1;
        return withMode(from, to, "{" + from + "," + (to == MOST_REPEATS ? "" : String.valueOf(to)) + "}");
    }

    private static long count(String digits) {
        if (digits.length() > 9) {
            throw PythonError.limit("a pattern repeats more than 999999999 times");
        }
        return Long.parseLong(digits);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A number of at most so many digits. */
    int digits(int most) {
        int start = position;
        while (position < text.length() && position < start + most && isDigit(text.charAt(position))) {
            position++;
        }
        return Integer.parseInt(text.substring(start, position));
    }

    /** The character that three octal digits stand for; null where there are no three. */
    @Nullable
    Integer octal() {
        String digits = text.substring(position, Math.min(position + 3, text.length()));
        if (!digits.matches("[0-7]{3}")) {
            return null;
        }
        int value = Integer.parseInt(digits, 8);
        if (value > 0xFF) {
            throw problem("octal escape value \\" + digits + " outside of range 0-0o377", position - 1);
        }
        position += 3;
        return value;
    }

    /** The character that the escape after a backslash stands for. */
    int escapedCharacter(int place) {
        if (atEnd()) {
            throw problem("bad escape (end of pattern)", place);
        }
        int c = next();
        int known = LETTERS.indexOf(c);
        if (known >= 0) {
            return MEANINGS.charAt(known);
        }
        return switch (c) {
            case 'x' -> hexadecimal(2, place);
            case 'u' -> hexadecimal(4, place);
            case 'U' -> hexadecimal(8, place);
            case '0' -> zero();
            default -> {
                if (c < 0x80 && Character.isLetterOrDigit(c)) {
                    throw problem("bad escape \\" + (char) c, place);
                }
                yield c;
            }
        };
    }

    private int zero() {
        int value = 0;
        for (int i = 0; i < 2 && !atEnd() && peek() >= '0' && peek() <= '7'; i++) {
            value = 8 * value + next() - '0';
        }
        return value;
    }

    private int hexadecimal(int digits, int place) {
        String hex = text.substring(position, Math.min(position + digits, text.length()));
        if (hex.length() < digits || !hex.matches("[0-9a-fA-F]+")) {
            throw problem("incomplete escape " + text.substring(place, position), place);
        }
        position += digits;
        long code = Long.parseLong(hex, 16);
        if (code > Character.MAX_CODE_POINT) {
            throw problem("bad escape", place);
        }
        return (int) code;
    }
}
