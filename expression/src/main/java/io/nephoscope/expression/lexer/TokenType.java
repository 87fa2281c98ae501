package io.nephoscope.expression.lexer;

/** The kinds of words. */
public enum TokenType {
    NAME,
    KEYWORD,
    NUMBER,
    TEXT,
    /** An f-string whose escapes are still to be read. */
    FORMATTED,
    /** The same with an {@code r} before it: it has no escapes. */
    RAW_FORMATTED,
    OPERATOR,
    END
}
