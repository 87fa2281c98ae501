package io.nephoscope.expression.lexer;

import io.nephoscope.expression.SyntaxException;
import java.util.Locale;

/** Reads one text in quotes, with the letters before it. */
final class TextReader {

    private static final int LONGEST_PREFIX = 2;

    private final String text;
    private final int start;
    private int position;
    private int bodyStart;

    TextReader(String text, int start) {
        this.text = text;
        this.start = start;
        this.position = start;
    }

    static boolean startsAt(String text, int position) {
        int quote = position;
        while (quote < text.length()
                && quote - position <= LONGEST_PREFIX
                && "rRbBuUfF".indexOf(text.charAt(quote)) >= 0) {
            quote++;
        }
        return quote < text.length() && quote - position <= LONGEST_PREFIX && "'\"".indexOf(text.charAt(quote)) >= 0;
    }

    int end() {
        return position;
    }

    LexicalToken read() throws SyntaxException {
        while ("'\"".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        String prefix = text.substring(start, position).toLowerCase(Locale.ROOT);
        if (prefix.contains("b")) {
            throw new SyntaxException(start, "bytes are left out", "write a text without the b");
        }
        if (!prefix.matches("|r|u|f|rf|fr")) {
            throw new SyntaxException(start, "a text cannot begin with " + prefix, "");
        }
        String body = body();
        boolean raw = prefix.contains("r");
        if (prefix.contains("f")) {
            return new LexicalToken(raw ? TokenType.RAW_FORMATTED : TokenType.FORMATTED, body, bodyStart, start);
        }
        return new LexicalToken(TokenType.TEXT, body, raw ? body : Escapes.read(body, bodyStart), start);
    }

    private String body() throws SyntaxException {
        char quote = text.charAt(position);
        String triple = String.valueOf(quote).repeat(3);
        String close = text.startsWith(triple, position) ? triple : String.valueOf(quote);
        bodyStart = position + close.length();
        for (position = bodyStart; position < text.length(); position++) {
            if (text.startsWith(close, position)) {
                String body = text.substring(bodyStart, position);
                position += close.length();
                return body;
            }
            char c = text.charAt(position);
            if (c == '\\') {
                position++;
            } else if (c == '\n' && close.length() == 1) {
                break;
            }
        }
        throw new SyntaxException(
                start,
                "the text that begins here has no end",
                "end it with " + close
                        + "; a '|' ends an operation of an attribute even within quotes: write chr(124)");
    }
}
