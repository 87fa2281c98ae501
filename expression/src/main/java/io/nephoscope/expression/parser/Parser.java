package io.nephoscope.expression.parser;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.lexer.Lexer;
import io.nephoscope.expression.lexer.LexicalToken;
import io.nephoscope.expression.lexer.TokenType;
import io.nephoscope.expression.tree.Syntax;
import io.nephoscope.expression.value.BinaryOperator;
import io.nephoscope.expression.value.UnaryOperator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a tree of an expression, by recursive descent through Python's grammar. */
public final class Parser {

    private static final int DEEPEST = 100;
    private static final Set<TokenType> TEXTS =
            EnumSet.of(TokenType.TEXT, TokenType.FORMATTED, TokenType.RAW_FORMATTED);
    /** From loosest to tightest. */
    private static final List<Map<String, BinaryOperator>> BINARY = List.of(
            Map.of("|", BinaryOperator.OR),
            Map.of("^", BinaryOperator.XOR),
            Map.of("&", BinaryOperator.AND),
            Map.of("<<", BinaryOperator.SHIFT_LEFT, ">>", BinaryOperator.SHIFT_RIGHT),
            Map.of("+", BinaryOperator.ADD, "-", BinaryOperator.SUBTRACT),
            Map.of(
                    "*", BinaryOperator.MULTIPLY,
                    "/", BinaryOperator.DIVIDE,
                    "//", BinaryOperator.FLOOR_DIVIDE,
                    "%", BinaryOperator.MODULO));

    private static final Map<String, UnaryOperator> UNARY =
            Map.of("-", UnaryOperator.NEGATE, "+", UnaryOperator.POSITIVE, "~", UnaryOperator.INVERT);
    private static final Map<String, Syntax.Comparator> COMPARATORS = Map.of(
            "==", Syntax.Comparator.EQUAL,
            "!=", Syntax.Comparator.NOT_EQUAL,
            "<", Syntax.Comparator.LESS,
            "<=", Syntax.Comparator.LESS_EQUAL,
            ">", Syntax.Comparator.GREATER,
            ">=", Syntax.Comparator.GREATER_EQUAL);

    private final TokenReader tokens;
    private final int base;
    private int depth;
    /** How many lambdas, generators and f-strings have been met: what may keep a comprehension's names. */
    private int closures;

    private Parser(List<LexicalToken> tokens, int base, int depth) {
        this.tokens = new TokenReader(tokens);
        this.base = base;
        this.depth = depth;
    }

    /** Parses a whole text. */
    public static Syntax parse(String text) throws SyntaxException {
        return parse(text, 0, 0);
    }

    /** Parses the field of an f-string, whose text begins at an offset of the whole. */
    static Syntax parse(String text, int base, int depth) throws SyntaxException {
        try {
            Parser parser = new Parser(Lexer.read(text), base, depth);
            Syntax whole = parser.tuple(parser::starred);
            parser.tokens.end();
            return whole;
        } catch (SyntaxException e) {
            throw base == 0 ? e : e.shifted(base);
        }
    }

    private int place() {
        return base + tokens.peek().offset();
    }

    @FunctionalInterface
    private interface Rule {
        Syntax parse() throws SyntaxException;
    }

    /** One expression, or several with commas, which make a tuple. */
    private Syntax tuple(Rule item) throws SyntaxException {
        int offset = place();
        Syntax first = item.parse();
        if (!tokens.at(",")) {
            return single(first);
        }
        List<Syntax> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && !tokens.endsExpression()) {
            items.add(item.parse());
        }
        return new Syntax.Display(Syntax.Kind.TUPLE, items, offset);
    }

    private Syntax single(Syntax item) throws SyntaxException {
        if (item instanceof Syntax.Starred) {
            throw new SyntaxException(item.offset() - base, "a '*' needs a list around it", "write [*items]");
        }
        return item;
    }

    private Syntax starred() throws SyntaxException {
        int offset = place();
        return tokens.skip("*") ? new Syntax.Starred(binary(0), offset) : expression();
    }

    private Syntax expression() throws SyntaxException {
        if (++depth > DEEPEST) {
            throw new SyntaxException(
                    tokens.peek().offset(),
                    "the expression is nested more than " + DEEPEST + " deep",
                    "do it in steps, parted by '|'");
        }
        try {
            return tokens.at("lambda") ? lambda() : conditional();
        } finally {
            depth--;
        }
    }

    private Syntax lambda() throws SyntaxException {
        int offset = place();
        tokens.skip("lambda");
        closures++;
        List<String> parameters = new ArrayList<>();
        while (!tokens.at(":")) {
            if (tokens.at("*") || tokens.at("**") || tokens.at("/")) {
                throw new SyntaxException(
                        tokens.peek().offset(),
                        "parameters of lambdas with " + tokens.peek().text() + " are left out",
                        "name each parameter");
            }
            LexicalToken name = tokens.name("a parameter");
            if (parameters.contains(name.text())) {
                throw new SyntaxException(
                        name.offset(), "duplicate argument '" + name.text() + "' in function definition", "");
            }
            parameters.add(name.text());
            if (tokens.at("=")) {
                throw new SyntaxException(
                        tokens.peek().offset(),
                        "default values of lambdas are left out",
                        "write the value where '" + name.text() + "' is used");
            }
            if (!tokens.skip(",")) {
                break;
            }
        }
        tokens.expect(":");
        return new Syntax.Lambda(parameters, expression(), offset);
    }

    private Syntax conditional() throws SyntaxException {
        int offset = place();
        Syntax value = or();
        if (!tokens.skip("if")) {
            return value;
        }
        Syntax test = or();
        if (!tokens.at("else")) {
            throw new SyntaxException(tokens.peek().offset(), "this 'if' has no 'else'", "write a if condition else b");
        }
        tokens.skip("else");
        return new Syntax.Conditional(test, value, expression(), offset);
    }

    private Syntax or() throws SyntaxException {
        Syntax left = and();
        while (tokens.at("or")) {
            int offset = place();
            tokens.skip("or");
            left = new Syntax.Logical(false, left, and(), offset);
        }
        return left;
    }

    private Syntax and() throws SyntaxException {
        Syntax left = not();
        while (tokens.at("and")) {
            int offset = place();
            tokens.skip("and");
            left = new Syntax.Logical(true, left, not(), offset);
        }
        return left;
    }

    private Syntax not() throws SyntaxException {
        int offset = place();
        if (!tokens.skip("not")) {
            return comparison();
        }
        return nested(() -> new Syntax.Not(not(), offset));
    }

    private Syntax nested(Rule rule) throws SyntaxException {
        if (++depth > DEEPEST) {
            throw new SyntaxException(
                    tokens.peek().offset(),
                    "the expression is nested more than " + DEEPEST + " deep",
                    "do it in steps, parted by '|'");
        }
        try {
            return rule.parse();
        } finally {
            depth--;
        }
    }

    private Syntax comparison() throws SyntaxException {
        Syntax first = binary(0);
        int offset = place();
        Syntax.Comparator comparator = comparator();
        if (comparator == null) {
            return first;
        }
        List<Syntax.Comparator> comparators = new ArrayList<>();
        List<Syntax> operands = new ArrayList<>(List.of(first));
        while (comparator != null) {
            comparators.add(comparator);
            operands.add(binary(0));
            comparator = comparator();
        }
        return new Syntax.Comparison(comparators, operands, offset);
    }

    private Syntax.@Nullable Comparator comparator() {
        LexicalToken token = tokens.peek();
        if (token.type() == TokenType.OPERATOR) {
            Syntax.Comparator comparator = COMPARATORS.get(token.text());
            if (comparator != null) {
                tokens.skip(token.text());
            }
            return comparator;
        }
        if (tokens.skip("in")) {
            return Syntax.Comparator.IN;
        }
        if (tokens.skip("is")) {
            return tokens.skip("not") ? Syntax.Comparator.IS_NOT : Syntax.Comparator.IS;
        }
        return tokens.skip("not", "in") ? Syntax.Comparator.NOT_IN : null;
    }

    private Syntax binary(int level) throws SyntaxException {
        if (level == BINARY.size()) {
            return unary();
        }
        Syntax left = binary(level + 1);
        while (tokens.peek().type() == TokenType.OPERATOR) {
            BinaryOperator operator = BINARY.get(level).get(tokens.peek().text());
            if (operator == null) {
                break;
            }
            int offset = place();
            tokens.next();
            left = new Syntax.Binary(operator, left, binary(level + 1), offset);
        }
        return left;
    }

    private Syntax unary() throws SyntaxException {
        LexicalToken token = tokens.peek();
        UnaryOperator operator = token.type() == TokenType.OPERATOR ? UNARY.get(token.text()) : null;
        if (operator == null) {
            return power();
        }
        int offset = place();
        tokens.next();
        return nested(() -> new Syntax.Unary(operator, unary(), offset));
    }

    private Syntax power() throws SyntaxException {
        Syntax base = primary();
        int offset = place();
        if (!tokens.skip("**")) {
            return base;
        }
        return nested(() -> new Syntax.Binary(BinaryOperator.POWER, base, unary(), offset));
    }

    private Syntax primary() throws SyntaxException {
        Syntax value = atom();
        while (true) {
            int offset = place();
            if (tokens.skip(".")) {
                int place = place();
                value = new Syntax.Attribute(value, tokens.attribute().text(), place);
            } else if (tokens.skip("(")) {
                value = call(value, offset);
            } else if (tokens.skip("[")) {
                value = new Syntax.Subscript(value, tuple(this::part), offset);
                tokens.expect("]");
            } else {
                return value;
            }
        }
    }

    private Syntax part() throws SyntaxException {
        int offset = place();
        Syntax lower = tokens.at(":") ? null : starred();
        if (!tokens.skip(":")) {
            return java.util.Objects.requireNonNull(lower);
        }
        Syntax upper = tokens.at(":") || tokens.at("]") || tokens.at(",") ? null : expression();
        Syntax step = tokens.skip(":") && !tokens.at("]") && !tokens.at(",") ? expression() : null;
        return new Syntax.Part(lower, upper, step, offset);
    }

    private Syntax call(Syntax function, int offset) throws SyntaxException {
        List<Syntax> arguments = new ArrayList<>();
        List<Syntax.Keyword> keywords = new ArrayList<>();
        while (!tokens.at(")")) {
            LexicalToken first = tokens.peek();
            if (first.is("**")) {
                throw new SyntaxException(first.offset(), "'**' in a call is left out", "write name=value");
            }
            if (first.type() == TokenType.NAME && tokens.peekSecond().is("=")) {
                tokens.next();
                tokens.next();
                keywords.add(new Syntax.Keyword(first.text(), expression(), base + first.offset()));
            } else {
                arguments.add(argument(keywords, arguments.isEmpty()));
            }
            if (!tokens.skip(",")) {
                break;
            }
        }
        tokens.expect(")");
        return new Syntax.Call(function, arguments, keywords, offset);
    }

    private Syntax argument(List<Syntax.Keyword> keywords, boolean first) throws SyntaxException {
        int offset = place();
        int closuresBefore = closures;
        Syntax argument = starred();
        if (!keywords.isEmpty() && !(argument instanceof Syntax.Starred)) {
            throw new SyntaxException(offset - base, "positional argument follows keyword argument", "");
        }
        if (!tokens.at("for") && !tokens.at("async")) {
            return argument;
        }
        Syntax generator = comprehension(Syntax.Kind.GENERATOR, argument, null, closuresBefore);
        if (!first || tokens.at(",")) {
            if (!(tokens.at(",") && tokens.peekSecond().is(")") && first)) {
                throw new SyntaxException(
                        offset - base, "Generator expression must be parenthesized", "put it into parentheses");
            }
        }
        return generator;
    }

    private Syntax comprehension(Syntax.Kind kind, Syntax element, @Nullable Syntax value, int closuresBefore)
            throws SyntaxException {
        single(element);
        int offset = place();
        List<Syntax.Clause> clauses = new ArrayList<>();
        while (tokens.skip("for")) {
            Syntax target = target();
            tokens.expect("in");
            Syntax source = or();
            List<Syntax> conditions = new ArrayList<>();
            while (tokens.skip("if")) {
                conditions.add(or());
            }
            clauses.add(new Syntax.Clause(target, source, conditions));
        }
        if (tokens.at("async")) {
            throw tokens.unexpected();
        }
        boolean kept = closures > closuresBefore;
        closures += kind == Syntax.Kind.GENERATOR ? 1 : 0;
        return new Syntax.Comprehension(kind, element, value, clauses, kept, offset);
    }

    /** A name, or several that take a tuple apart. */
    private Syntax target() throws SyntaxException {
        int offset = place();
        Syntax first = targetItem();
        if (!tokens.at(",")) {
            return first;
        }
        List<Syntax> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && !tokens.at("in")) {
            items.add(targetItem());
        }
        return new Syntax.Display(Syntax.Kind.TUPLE, items, offset);
    }

    private Syntax targetItem() throws SyntaxException {
        int offset = place();
        for (String open : List.of("(", "[")) {
            if (tokens.skip(open)) {
                Syntax inner = nested(this::target);
                tokens.expect(open.equals("(") ? ")" : "]");
                boolean listOfOne = open.equals("[") && !(inner instanceof Syntax.Display);
                return listOfOne ? new Syntax.Display(Syntax.Kind.TUPLE, List.of(inner), offset) : inner;
            }
        }
        LexicalToken name = tokens.name("a name that each element gets");
        return new Syntax.Name(name.text(), base + name.offset());
    }

    private Syntax atom() throws SyntaxException {
        LexicalToken token = tokens.peek();
        int offset = place();
        switch (token.type()) {
            case NAME -> {
                tokens.next();
                return new Syntax.Name(token.text(), offset);
            }
            case NUMBER -> {
                tokens.next();
                return new Syntax.Literal(token.value(), offset);
            }
            case TEXT, FORMATTED, RAW_FORMATTED -> {
                return texts(offset);
            }
            default -> {
                return bracket(token, offset);
            }
        }
    }

    /** Texts that follow each other are one. */
    private Syntax texts(int offset) throws SyntaxException {
        List<Syntax> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        boolean formatted = false;
        while (TEXTS.contains(tokens.peek().type())) {
            LexicalToken token = tokens.next();
            if (token.type() == TokenType.TEXT) {
                plain.append(token.value());
                parts.add(new Syntax.Literal(token.value(), offset));
            } else {
                formatted = true;
                closures++;
                parts.addAll(new FormattedText(token, base, depth).parts());
            }
        }
        return formatted ? new Syntax.Joined(parts, offset) : new Syntax.Literal(plain.toString(), offset);
    }

    private Syntax bracket(LexicalToken token, int offset) throws SyntaxException {
        if (tokens.skip("None")) {
            return new Syntax.Literal(null, offset);
        }
        if (token.is("True") || token.is("False")) {
            tokens.next();
            return new Syntax.Literal(token.is("True"), offset);
        }
        if (tokens.skip("(")) {
            return nested(() -> parentheses(offset));
        }
        if (tokens.skip("[")) {
            return nested(() -> list(offset));
        }
        if (tokens.skip("{")) {
            return nested(() -> braces(offset));
        }
        throw tokens.unexpected();
    }

    private Syntax parentheses(int offset) throws SyntaxException {
        if (tokens.skip(")")) {
            return new Syntax.Display(Syntax.Kind.TUPLE, List.of(), offset);
        }
        int closuresBefore = closures;
        Syntax first = starred();
        Syntax whole = tokens.at("for") || tokens.at("async")
                ? comprehension(Syntax.Kind.GENERATOR, first, null, closuresBefore)
                : rest(Syntax.Kind.TUPLE, first, ")", offset);
        tokens.expect(")");
        return whole;
    }

    /** A display whose first item is there. One item in parentheses is itself. */
    private Syntax rest(Syntax.Kind kind, Syntax first, String close, int offset) throws SyntaxException {
        if (kind == Syntax.Kind.TUPLE && !tokens.at(",")) {
            return single(first);
        }
        List<Syntax> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && !tokens.at(close)) {
            items.add(starred());
        }
        return new Syntax.Display(kind, items, offset);
    }

    private Syntax list(int offset) throws SyntaxException {
        if (tokens.skip("]")) {
            return new Syntax.Display(Syntax.Kind.LIST, List.of(), offset);
        }
        int closuresBefore = closures;
        Syntax first = starred();
        Syntax whole = tokens.at("for") || tokens.at("async")
                ? comprehension(Syntax.Kind.LIST, first, null, closuresBefore)
                : rest(Syntax.Kind.LIST, first, "]", offset);
        tokens.expect("]");
        return whole;
    }

    private Syntax braces(int offset) throws SyntaxException {
        if (tokens.skip("}")) {
            return new Syntax.DictDisplay(List.of(), List.of(), offset);
        }
        if (tokens.at("**")) {
            return dict(new ArrayList<>(), new ArrayList<>(), offset);
        }
        int closuresBefore = closures;
        Syntax first = starred();
        if (tokens.skip(":")) {
            Syntax value = expression();
            if (tokens.at("for") || tokens.at("async")) {
                Syntax whole = comprehension(Syntax.Kind.DICT, first, value, closuresBefore);
                tokens.expect("}");
                return whole;
            }
            List<@Nullable Syntax> keys = new ArrayList<>();
            keys.add(single(first));
            tokens.skip(",");
            return dict(keys, new ArrayList<>(List.of(value)), offset);
        }
        Syntax whole = tokens.at("for") || tokens.at("async")
                ? comprehension(Syntax.Kind.SET, first, null, closuresBefore)
                : rest(Syntax.Kind.SET, first, "}", offset);
        tokens.expect("}");
        return whole;
    }

    private Syntax dict(List<@Nullable Syntax> keys, List<Syntax> values, int offset) throws SyntaxException {
        while (!tokens.at("}")) {
            if (tokens.skip("**")) {
                keys.add(null);
                values.add(binary(0));
            } else {
                keys.add(expression());
                tokens.expect(":");
                values.add(expression());
            }
            if (!tokens.skip(",")) {
                break;
            }
        }
        tokens.expect("}");
        return new Syntax.DictDisplay(keys, values, offset);
    }
}
