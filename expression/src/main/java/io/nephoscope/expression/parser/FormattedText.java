package io.nephoscope.expression.parser;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.lexer.Escapes;
import io.nephoscope.expression.lexer.LexicalToken;
import io.nephoscope.expression.lexer.TokenType;
import io.nephoscope.expression.tree.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an f-string apart: texts, and fields with an expression, a conversion and a format. */
final class FormattedText {

    private static final int DEEPEST_SPEC = 2;

    private final String body;
    private final boolean raw;
    private final int base;
    private final int start;
    private final int depth;
    private int position;

    /** @param base offset of the text in which the token stands */
    FormattedText(LexicalToken token, int base, int depth) {
        this.body = token.text();
        this.raw = token.type() == TokenType.RAW_FORMATTED;
        this.base = base;
        this.start = token.value() instanceof Integer offset ? offset : token.offset();
        this.depth = depth;
    }

    List<Syntax> parts() throws SyntaxException {
        List<Syntax> parts = parts(0);
        if (position < body.length()) {
            throw problem("a '}' alone has no meaning in an f-string", "write }}");
        }
        return parts;
    }

    private int place() {
        return base + start + position;
    }

    private SyntaxException problem(String problem, String advice) {
        return new SyntaxException(start + Math.min(position, body.length()), problem, advice);
    }

    /** Parts up to the end, or within a format up to its brace. */
    private List<Syntax> parts(int level) throws SyntaxException {
        List<Syntax> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (position < body.length()) {
            char c = body.charAt(position);
            boolean doubled = level == 0 && body.startsWith(String.valueOf(c).repeat(2), position);
            if ((c == '{' || c == '}') && doubled) {
                text.append(c);
                position += 2;
            } else if (c == '{') {
                addText(parts, text);
                parts.addAll(field(level));
            } else if (c == '}') {
                break;
            } else {
                position++;
                text.append(c);
            }
        }
        addText(parts, text);
        return parts;
    }

    private void addText(List<Syntax> parts, StringBuilder text) throws SyntaxException {
        if (text.length() > 0) {
            String read = raw ? text.toString() : Escapes.read(text.toString(), start);
            parts.add(new Syntax.Literal(read, place()));
            text.setLength(0);
        }
    }

    private List<Syntax> field(int level) throws SyntaxException {
        if (level >= DEEPEST_SPEC) {
            throw problem("f-string: expressions nested too deeply", "");
        }
        int offset = place();
        int from = ++position;
        int to = endOfExpression();
        String source = body.substring(from, to);
        if (source.isBlank()) {
            throw problem("f-string: empty expression not allowed", "write {{ for a brace");
        }
        position = to;
        boolean shown = peek() == '=';
        if (shown) {
            position++;
            while (Character.isWhitespace(peek())) {
                position++;
            }
        }
        List<Syntax> parts = new ArrayList<>();
        if (shown) {
            parts.add(new Syntax.Literal(body.substring(from, position), offset));
        }
        char conversion = conversion();
        Syntax spec = spec(level);
        Syntax value = Parser.parse(source, base + start + from, depth + 1);
        char meant = shown && conversion == 0 && spec == null ? 'r' : conversion;
        parts.add(new Syntax.Field(value, meant, spec, offset));
        return parts;
    }

    private char peek() {
        return position < body.length() ? body.charAt(position) : 0;
    }

    private char conversion() throws SyntaxException {
        if (peek() != '!') {
            return 0;
        }
        position++;
        char conversion = peek();
        if (conversion == 0 || "sra".indexOf(conversion) < 0) {
            throw problem("f-string: invalid conversion character", "write !s, !r or !a");
        }
        position++;
        return conversion;
    }

    private @Nullable Syntax spec(int level) throws SyntaxException {
        Syntax spec = null;
        if (peek() == ':') {
            position++;
            int offset = place();
            spec = new Syntax.Joined(parts(level + 1), offset);
        }
        if (peek() != '}') {
            throw problem("f-string: expecting '}'", "");
        }
        position++;
        return spec;
    }

    /** Where the expression ends: at a brace, colon, exclamation mark or equals sign outside of brackets and texts. */
    private int endOfExpression() throws SyntaxException {
        int brackets = 0;
        for (int i = position; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\') {
                throw problem("f-string expression part cannot include a backslash", "write chr(10) for a new line");
            } else if (c == '#') {
                throw problem("f-string expression part cannot include '#'", "");
            } else if (c == '\'' || c == '"') {
                i = endOfText(i);
            } else if ("([{".indexOf(c) >= 0) {
                brackets++;
            } else if (brackets > 0 && ")]}".indexOf(c) >= 0) {
                brackets--;
            } else if (brackets == 0 && "}:!=".indexOf(c) >= 0) {
                boolean comparison = c == '!' ? at(i + 1, '=') : c == '=' && (at(i + 1, '=') || comparisonBefore(i));
                if (!comparison) {
                    return i;
                }
                i += at(i + 1, '=') ? 1 : 0;
            }
        }
        throw problem("f-string: expecting '}'", "write {{ for a brace");
    }

    private boolean at(int index, char c) {
        return index < body.length() && body.charAt(index) == c;
    }

    private boolean comparisonBefore(int index) {
        return index > 0 && "<>!=".indexOf(body.charAt(index - 1)) >= 0;
    }

    private int endOfText(int open) throws SyntaxException {
        String quote = body.substring(open, open + 1);
        String close = body.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
        int end = body.indexOf(close, open + close.length());
        if (end < 0) {
            throw problem("f-string: unterminated string", "");
        }
        return end + close.length() - 1;
    }
}
