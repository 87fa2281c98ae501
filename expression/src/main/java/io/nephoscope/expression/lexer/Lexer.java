package io.nephoscope.expression.lexer;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.value.Ints;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts an expression into its words by Python's rules. */
public final class Lexer {

    /** Python's keywords; those that expressions do not have are told of by the parser. */
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");
    /** The longer ones first. */
    private static final List<String> OPERATORS = List.of(
            "**=", "//=", ">>=", "<<=", "...", "!=", "==", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=",
            "|=", "^=", "@=", "**", "//", "<<", ">>", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(",
            ")", "[", "]", "{", "}", ",", ":", ".", ";", "=");

    private static final int MOST_DIGITS = 4300;

    private final String text;
    private final List<LexicalToken> tokens = new ArrayList<>();
    private int position;
    private int brackets;

    private Lexer(String text) {
        this.text = text;
    }

    /** All words and an END. */
    public static List<LexicalToken> read(String text) throws SyntaxException {
        return new Lexer(text).read();
    }

    private List<LexicalToken> read() throws SyntaxException {
        skipSpace();
        while (position < text.length()) {
            word();
            skipSpace();
        }
        tokens.add(new LexicalToken(TokenType.END, "", null, text.length()));
        return tokens;
    }

    private char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : 0;
    }

    private void skipSpace() throws SyntaxException {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (c == '\\' && peek(1) == '\n') {
                position += 2;
            } else if (c == '\n' || c == '\r') {
                line();
            } else if (c == ' ' || c == '\t' || c == '\f') {
                position++;
            } else {
                return;
            }
        }
    }

    /** A line may end within brackets, and after the expression. */
    private void line() throws SyntaxException {
        if (brackets == 0 && !text.substring(position).isBlank()) {
            throw new SyntaxException(position, "the expression goes on in a new line", "put it into parentheses");
        }
        position++;
    }

    private void word() throws SyntaxException {
        char c = text.charAt(position);
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else if (TextReader.startsAt(text, position)) {
            TextReader reader = new TextReader(text, position);
            tokens.add(reader.read());
            position = reader.end();
        } else if (Character.isUnicodeIdentifierStart(text.codePointAt(position)) || c == '_') {
            name();
        } else {
            operator();
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void name() {
        int start = position;
        while (position < text.length()
                && Character.isUnicodeIdentifierPart(text.codePointAt(position))
                && !Character.isIdentifierIgnorable(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
        String name = text.substring(start, position);
        TokenType type = KEYWORDS.contains(name) ? TokenType.KEYWORD : TokenType.NAME;
        tokens.add(new LexicalToken(type, name, null, start));
    }

    private void operator() throws SyntaxException {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, position)) {
                brackets += "([{".contains(operator) ? 1 : ")]}".contains(operator) ? -1 : 0;
                tokens.add(new LexicalToken(TokenType.OPERATOR, operator, null, position));
                position += operator.length();
                return;
            }
        }
        throw unexpected();
    }

    private SyntaxException unexpected() {
        String advice =
                switch (text.charAt(position)) {
                    case '!' -> "write 'not', or '!=' to compare";
                    case '$', '?', '`' -> "put texts into quotes";
                    case '\u2018', '\u2019', '\u201c', '\u201d' -> "write straight quotes, ' or \"";
                    default -> "";
                };
        String character = text.substring(position, text.offsetByCodePoints(position, 1));
        return new SyntaxException(position, "the character '" + character + "' has no meaning here", advice);
    }

    private void number() throws SyntaxException {
        int start = position;
        char second = Character.toLowerCase(peek(1));
        if (text.charAt(position) == '0' && "xob".indexOf(second) >= 0 && second != 0) {
            radix(second == 'x' ? 16 : second == 'o' ? 8 : 2);
        } else {
            decimal();
        }
        if (position < text.length()
                && Character.isUnicodeIdentifierPart(text.codePointAt(position))
                && tokens.get(tokens.size() - 1).type() == TokenType.NUMBER
                && !followedByKeyword()) {
            throw new SyntaxException(start, "this is no number", advice());
        }
    }

    private String advice() {
        char c = Character.toLowerCase(text.charAt(position));
        return c == 'j' ? "complex numbers are left out" : "put texts into quotes";
    }

    /** Python lets a keyword follow a number without a space: {@code 1if x else 2}. */
    private boolean followedByKeyword() {
        String rest = text.substring(position);
        return List.of("and", "else", "for", "if", "in", "is", "or", "not").stream()
                .anyMatch(rest::startsWith);
    }

    private void radix(int radix) throws SyntaxException {
        int start = position;
        position += 2;
        String digits = digits(radix, true);
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            throw new SyntaxException(start, "this is no number", "");
        }
        add(Ints.of(new BigInteger(digits, radix)), start);
    }

    /** Digits without the underscores between them. */
    private String digits(int radix, boolean underscoreFirst) throws SyntaxException {
        StringBuilder digits = new StringBuilder();
        boolean underscoreAllowed = underscoreFirst;
        while ((peek(0) < 0x80 && Character.digit(peek(0), radix) >= 0) || peek(0) == '_') {
            char c = text.charAt(position);
            if (c == '_' && (!underscoreAllowed || Character.digit(peek(1), radix) < 0)) {
                throw new SyntaxException(position, "an underscore may only stand between two digits", "");
            }
            if (c != '_') {
                digits.append(c);
            }
            underscoreAllowed = c != '_';
            position++;
        }
        return digits.toString();
    }

    private void decimal() throws SyntaxException {
        int start = position;
        String number = digits(10, false);
        boolean real = false;
        if (peek(0) == '.') {
            real = true;
            position++;
            number += "." + digits(10, false);
        }
        if (Character.toLowerCase(peek(0)) == 'e'
                && (isDigit(peek(1)) || ("+-".indexOf(peek(1)) >= 0 && isDigit(peek(2))))) {
            real = true;
            position++;
            String sign = isDigit(peek(0)) ? "" : text.substring(position, ++position);
            number += "e" + sign + digits(10, false);
        }
        if (real) {
            add(Double.valueOf(number), start);
            return;
        }
        if (number.length() > MOST_DIGITS) {
            throw new SyntaxException(start, "an integer has 4300 digits at most", "");
        }
        if (number.startsWith("0") && !number.chars().allMatch(c -> c == '0')) {
            String stripped = number.replaceFirst("^0+", "");
            throw new SyntaxException(
                    start,
                    "an integer must not begin with 0",
                    String.format(Locale.ROOT, "write %s, or 0o%s for an octal number", stripped, stripped));
        }
        add(Ints.of(new BigInteger(number)), start);
    }

    private void add(Object value, int start) {
        tokens.add(new LexicalToken(TokenType.NUMBER, text.substring(start, position), value, start));
    }
}
