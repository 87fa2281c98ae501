package io.nephoscope.expression.parser;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.lexer.LexicalToken;
import io.nephoscope.expression.lexer.TokenType;
import java.util.Map;

/** What is no expression, or is left out on purpose, and what to write instead. */
final class Refusals {

    private static final String ASSIGNMENT = "an expression cannot change anything; use the value where it is needed";
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(":=", ASSIGNMENT),
            Map.entry("=", "write == to compare"),
            Map.entry("await", "nothing can be waited for"),
            Map.entry("async", "write 'for' alone"),
            Map.entry("yield", "write a generator: (x for x in value)"),
            Map.entry("import", "json, re, time, operator, copy and reduce are there without an import"),
            Map.entry("def", "write lambda x: ..."),
            Map.entry("return", "the value of the expression is what it returns"),
            Map.entry("for", "write [x for x in value]"),
            Map.entry("while", "write [x for x in value]"),
            Map.entry("if", "write a if condition else b"),
            Map.entry("else", "write a if condition else b"),
            Map.entry("elif", "write a if condition else b if other else c"),
            Map.entry("try", "ask first: value['x'] if 'x' in value else 0"),
            Map.entry("del", ASSIGNMENT),
            Map.entry("global", ASSIGNMENT),
            Map.entry("assert", "write a if condition else b"),
            Map.entry("raise", "write a if condition else b"),
            Map.entry(";", "an attribute takes one expression for each step: part them by '|'"),
            Map.entry("...", "write None"),
            Map.entry("@", "matrices are left out"),
            Map.entry("with", "files cannot be read"),
            Map.entry("class", "write a dict: {'name': value}"),
            Map.entry("|", "a step is missing between two '|'"));

    private Refusals() {}

    static SyntaxException unexpected(LexicalToken token) {
        if (token.type() == TokenType.END) {
            return new SyntaxException(token.offset(), "the expression ends where a value is missing", "");
        }
        return new SyntaxException(token.offset(), shown(token) + " cannot stand here", advice(token));
    }

    /** @param wanted what should stand where the token is */
    static SyntaxException instead(LexicalToken token, String wanted) {
        if (token.type() == TokenType.END) {
            return new SyntaxException(token.offset(), "the expression ends where " + wanted + " is missing", "");
        }
        return new SyntaxException(
                token.offset(), shown(token) + " stands where " + wanted + " is missing", advice(token));
    }

    private static String shown(LexicalToken token) {
        return switch (token.type()) {
            case TEXT, FORMATTED, RAW_FORMATTED -> "a text";
            case NUMBER -> "the number " + token.text();
            default -> "'" + token.text() + "'";
        };
    }

    private static String advice(LexicalToken token) {
        if (token.text().endsWith("=")
                && token.text().length() > 1
                && !token.text().equals(":=")) {
            return ASSIGNMENT;
        }
        boolean word = token.type() == TokenType.OPERATOR || token.type() == TokenType.KEYWORD;
        return word ? WORDS.getOrDefault(token.text(), "") : "";
    }
}
