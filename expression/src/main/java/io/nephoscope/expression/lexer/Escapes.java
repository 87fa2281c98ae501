package io.nephoscope.expression.lexer;

import io.nephoscope.expression.SyntaxException;

/** Backslashes in texts. */
public final class Escapes {

    private static final String LETTERS = "\\'\"abfnrtv";
    private static final String MEANINGS = "\\'\"\u0007\b\f\n\r\t\u000b";

    private Escapes() {}

    /** The text that a body without its quotes stands for. */
    public static String read(String body, int offset) throws SyntaxException {
        if (body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\') {
                i = escape(body, i + 1, out, offset);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Appends what the escape at a letter means; returns the position of its last character. */
    private static int escape(String body, int at, StringBuilder out, int offset) throws SyntaxException {
        char c = body.charAt(at);
        int known = LETTERS.indexOf(c);
        if (known >= 0) {
            out.append(MEANINGS.charAt(known));
            return at;
        }
        return switch (c) {
            case '\n' -> at;
            case 'x' -> code(body, at, 2, out, offset);
            case 'u' -> code(body, at, 4, out, offset);
            case 'U' -> code(body, at, 8, out, offset);
            case 'N' ->
                throw new SyntaxException(
                        offset + at - 1,
                        "characters by name are left out",
                        "write the character itself or \\u and its code");
            default -> c >= '0' && c <= '7' ? octal(body, at, out) : unknown(c, at, out);
        };
    }

    private static int unknown(char c, int at, StringBuilder out) {
        out.append('\\').append(c);
        return at;
    }

    private static int octal(String body, int at, StringBuilder out) {
        int end = at;
        int code = 0;
        while (end < body.length() && end < at + 3 && body.charAt(end) >= '0' && body.charAt(end) <= '7') {
            code = 8 * code + body.charAt(end++) - '0';
        }
        out.append((char) code);
        return end - 1;
    }

    private static int code(String body, int at, int digits, StringBuilder out, int offset) throws SyntaxException {
        int end = at + 1;
        long code = 0;
        while (end < body.length()
                && end <= at + digits
                && Character.digit(body.charAt(end), 16) >= 0
                && body.charAt(end) < 0x80) {
            code = 16 * code + Character.digit(body.charAt(end++), 16);
        }
        if (end != at + 1 + digits || code > Character.MAX_CODE_POINT) {
            throw new SyntaxException(
                    offset + at - 1,
                    "the escape \\" + body.charAt(at) + " needs " + digits + " hexadecimal digits",
                    "");
        }
        out.appendCodePoint((int) code);
        return end - 1;
    }
}
