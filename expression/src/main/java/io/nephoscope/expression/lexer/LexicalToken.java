package io.nephoscope.expression.lexer;

import org.jspecify.annotations.Nullable;

/**
 * A word of an expression.
 *
 * @param text as written; of an f-string what is between its quotes
 * @param value of a number or text
 * @param offset of its first character
 */
public record LexicalToken(
        TokenType type, String text, @Nullable Object value, int offset) {

    /** Whether this is the operator or keyword. */
    public boolean is(String word) {
        return (type == TokenType.OPERATOR || type == TokenType.KEYWORD) && text.equals(word);
    }
}
