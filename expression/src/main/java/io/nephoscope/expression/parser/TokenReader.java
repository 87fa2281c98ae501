package io.nephoscope.expression.parser;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.lexer.LexicalToken;
import io.nephoscope.expression.lexer.TokenType;
import java.util.List;

/** The words that are still to be parsed. */
final class TokenReader {

    private final List<LexicalToken> tokens;
    private int position;

    TokenReader(List<LexicalToken> tokens) {
        this.tokens = tokens;
    }

    LexicalToken peek() {
        return tokens.get(position);
    }

    LexicalToken peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    LexicalToken next() {
        LexicalToken token = peek();
        if (token.type() != TokenType.END) {
            position++;
        }
        return token;
    }

    boolean at(String word) {
        return peek().is(word);
    }

    boolean skip(String word) {
        boolean there = at(word);
        if (there) {
            position++;
        }
        return there;
    }

    /** Skips two words if both are there. */
    boolean skip(String first, String second) {
        boolean there = at(first) && peekSecond().is(second);
        if (there) {
            position += 2;
        }
        return there;
    }

    boolean endsExpression() {
        return peek().type() == TokenType.END || at(")") || at("]") || at("}") || at("=");
    }

    void expect(String word) throws SyntaxException {
        if (!skip(word)) {
            throw peek().type() == TokenType.END
                    ? new SyntaxException(peek().offset(), "the expression ends where '" + word + "' is missing", "")
                    : Refusals.instead(peek(), "'" + word + "'");
        }
    }

    LexicalToken name(String what) throws SyntaxException {
        if (peek().type() != TokenType.NAME) {
            throw Refusals.instead(peek(), what);
        }
        return next();
    }

    LexicalToken attribute() throws SyntaxException {
        return name("the name of a method");
    }

    void end() throws SyntaxException {
        if (peek().type() != TokenType.END) {
            throw unexpected();
        }
    }

    SyntaxException unexpected() {
        return Refusals.unexpected(peek());
    }
}
