package io.nephoscope.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes expressions of the language's grammar, mostly with the types that an operation wants, sometimes with others. */
final class ExpressionGenerator {

    private static final List<String> WORDS = List.of(
            "",
            "a",
            "b",
            "ab",
            "abc",
            "ACTIVE",
            "Hello World",
            "  x  ",
            "1",
            "12",
            "-3",
            "007",
            "1.5",
            "1e3",
            "nova",
            "a,b,c",
            "k=v;x=y",
            "00ab$00ab",
            "http://h:80/p?q=1",
            "\u00df",
            "\u00c4bc",
            "\ud83d\ude00x",
            "x\ny",
            "tab\t",
            "it's",
            "\"q\"",
            "\u0663",
            "\\",
            "a\\nb",
            "{}",
            "%s",
            "aXbXc",
            "\u01c6",
            "\u2028",
            "True",
            "0x1F",
            "_x_",
            "a-b_c d",
            "\u00b2",
            "\ue000");
    private static final List<String> INTS = List.of(
            "0",
            "1",
            "2",
            "3",
            "-1",
            "-2",
            "5",
            "7",
            "10",
            "100",
            "255",
            "1024",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551616",
            "123456789012345678901234567890");
    private static final List<String> FLOATS = List.of(
            "0.0",
            "-0.0",
            "0.1",
            "0.5",
            "1.0",
            "1.5",
            "2.5",
            "2.675",
            "-1.5",
            "-7.3",
            "100.0",
            "1e16",
            "1e-5",
            "123456.789",
            "1e308",
            "5e-324",
            "3.0",
            "1e22",
            "0.30000000000000004",
            "9007199254740992.0");
    private static final List<String> SPECS = List.of(
            "",
            "d",
            "5",
            "05d",
            ">8",
            "<8",
            "^9",
            "*^9",
            "+d",
            " d",
            ",",
            "_",
            "x",
            "#x",
            "X",
            "#o",
            "b",
            "08b",
            "c",
            "e",
            ".2e",
            "f",
            ".2f",
            "10.3f",
            "+.1f",
            "g",
            ".3g",
            "#g",
            "G",
            "%",
            ".1%",
            ",.2f",
            "012,",
            "=+8",
            "0=8",
            "s",
            ".2",
            "5.2s",
            "n",
            "E",
            ".0f",
            "#.0f",
            "_b",
            "z",
            ".",
            "5x2",
            "08,.1f",
            "-",
            "<05",
            "08",
            ".10",
            "_x",
            "^",
            "\u00e4>5",
            ".0e",
            ".15g",
            "020_",
            "#b",
            ",d",
            "s5");
    private static final List<String> PERCENTS = List.of(
            "%s",
            "%d",
            "%5d",
            "%-5d|",
            "%05d",
            "%+d",
            "% d",
            "%x",
            "%#x",
            "%X",
            "%o",
            "%#o",
            "%i",
            "%.3d",
            "%e",
            "%.2f",
            "%08.3f",
            "%g",
            "%.3g",
            "%G",
            "%c",
            "%r",
            "%a",
            "%10s|",
            "%-10s|",
            "%.2s",
            "%%",
            "%5%",
            "%u",
            "%F",
            "%#.0f",
            "%",
            "%z",
            "%(a)s",
            "%(a)d %(b)s",
            "%s %s",
            "%ld",
            "%+.1e",
            "%-08d|",
            "%+5s",
            "%.0f",
            "%*d");
    private static final List<String> KEYS = List.of("a", "b", "id", "name", "rel", "zz");

    private final Random random;
    private final List<String> locals = new ArrayList<>();
    private int nextLocal;

    ExpressionGenerator(Random random) {
        this.random = random;
    }

    private int pick(int bound) {
        return random.nextInt(bound);
    }

    private <T> T one(List<T> of) {
        return of.get(pick(of.size()));
    }

    @SafeVarargs
    private String one(Supplier<String>... of) {
        return of[pick(of.length)].get();
    }

    Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("i1", integer());
        variables.put("i2", (long) pick(20) - 5);
        variables.put("f1", Double.valueOf(one(FLOATS)));
        variables.put("f2", pick(1000) / 8.0);
        variables.put("s1", one(WORDS));
        variables.put("s2", one(WORDS));
        variables.put("l1", list(() -> (long) pick(9) - 2));
        variables.put("l2", list(() -> one(WORDS)));
        variables.put("l3", list(() -> data(1)));
        variables.put("d1", dict(() -> (long) pick(9)));
        variables.put("d2", dict(() -> data(1)));
        variables.put("rows", list(() -> dict(() -> (Object) one(WORDS))));
        variables.put("value", data(3));
        return variables;
    }

    private Object integer() {
        java.math.BigInteger big = new java.math.BigInteger(one(INTS));
        return big.bitLength() < 64 ? (Object) big.longValue() : big;
    }

    private List<Object> list(Supplier<@Nullable Object> element) {
        List<Object> list = new ArrayList<>();
        for (int i = pick(5); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private Map<String, Object> dict(Supplier<@Nullable Object> element) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = pick(5); i > 0; i--) {
            map.put(one(KEYS), element.get());
        }
        return map;
    }

    private @Nullable Object data(int depth) {
        return switch (pick(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> integer();
            case 3 -> Double.valueOf(one(FLOATS));
            case 4, 5 -> one(WORDS);
            case 6 -> list(() -> data(depth - 1));
            default -> dict(() -> data(depth - 1));
        };
    }

    String expression() {
        locals.clear();
        nextLocal = 0;
        return any(1 + pick(4));
    }

    /** Any type. */
    private String any(int depth) {
        return switch (pick(9)) {
            case 0, 1 -> integer(depth);
            case 2 -> real(depth);
            case 3, 4 -> text(depth);
            case 5 -> bool(depth);
            case 6 -> list(depth);
            case 7 -> dict(depth);
            default -> wild(depth);
        };
    }

    /** A value whose type only shows when it is evaluated. */
    private String wild(int depth) {
        if (depth <= 0) {
            return locals.isEmpty() || pick(3) == 0
                    ? one(List.of("value", "None", "True", "False", "i1", "f1", "s1", "l3", "d2", "l1"))
                    : one(locals);
        }
        return one(
                () -> list(depth - 1) + "[" + index(depth - 1) + "]",
                () -> dict(depth - 1) + "[" + key() + "]",
                () -> dict(depth - 1) + ".get(" + key() + (pick(2) == 0 ? "" : ", " + any(depth - 1)) + ")",
                () -> "(" + any(depth - 1) + " if " + bool(depth - 1) + " else " + any(depth - 1) + ")",
                () -> "(" + any(depth - 1) + " or " + any(depth - 1) + ")",
                () -> "(" + any(depth - 1) + " and " + any(depth - 1) + ")",
                () -> one(List.of("max", "min")) + "(" + list(depth - 1)
                        + one(List.of("", "", ", default=None", ", key=str")) + ")",
                () -> lambda(any(depth - 1), name -> any(depth - 1)),
                () -> "next(iter(" + list(depth - 1) + ")" + one(List.of("", ", None")) + ")",
                () -> "next(" + comprehension("(", ")", depth) + ", None)",
                () -> "json.loads("
                        + one(
                                () -> text(0),
                                () -> "json.dumps(" + any(depth - 1) + ")",
                                () -> quoted(one(List.of(
                                        "[1, 2.5, null]",
                                        "{\"a\": [true]}",
                                        "{\"a\": 1, \"a\": 2}",
                                        "01",
                                        "-",
                                        "1e5",
                                        "\"\\u00e4\\n\"",
                                        "NaN",
                                        "[1,]",
                                        "{a:1}",
                                        " 7 ",
                                        "1 2",
                                        "\"x",
                                        "-Infinity",
                                        "1.",
                                        "tru",
                                        "{\"a\" 1}",
                                        "[1 2]",
                                        "\"\t\"",
                                        "123456789012345678901"))))
                        + ")",
                () -> "reduce(lambda x, y: x + y, " + list(depth - 1) + one(List.of("", ", 0")) + ")",
                () -> "sum(" + list(depth - 1) + one(List.of("", "", ", 1.5", ", []")) + ")",
                () -> "[" + any(depth - 1) + ", " + any(depth - 1) + "][" + bool(depth - 1) + "]",
                () -> "(lambda a, b: b)(1, 2)",
                () -> any(depth - 1) + one(List.of(" + ", " * ", " - ", " | ")) + any(depth - 1));
    }

    private String index(int depth) {
        return one(() -> one(List.of("0", "1", "-1", "2", "5")), () -> integer(depth), () -> slice());
    }

    private String slice() {
        List<String> bounds = List.of("", "", "0", "1", "2", "-1", "-2", "10", "-10", "None");
        return one(bounds) + ":" + one(bounds)
                + (pick(3) == 0 ? ":" + one(List.of("1", "2", "-1", "-2", "", "3", "0")) : "");
    }

    private String key() {
        return pick(12) == 0 ? any(0) : quoted(one(KEYS));
    }

    private String lambda(String argument, java.util.function.Function<String, String> body) {
        String name = "x" + nextLocal++;
        locals.add(name);
        String text = "(lambda " + name + ": " + body.apply(name) + ")(" + argument + ")";
        locals.remove(name);
        return text;
    }

    private String integer(int depth) {
        if (pick(25) == 0) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return pick(3) == 0 ? one(List.of("i1", "i2")) : pick(3) == 0 ? "(" + one(INTS) + ")" : "" + pick(12);
        }
        int d = depth - 1;
        return one(
                () -> "(" + number(d) + one(List.of(" + ", " - ", " * ", " // ", " % ")) + integer(d) + ")",
                () -> "(" + integer(d) + " ** " + one(List.of("2", "3", "0", "1", "-1", "5")) + ")",
                () -> "(" + integer(d)
                        + one(List.of(" & ", " | ", " ^ ", " << 3", " >> 2", " << 70", " >> 1"))
                                .replaceAll("([&|^] )$", "$1" + pick(9))
                        + ")",
                () -> one(List.of("-", "+", "~")) + integer(d),
                () -> "len(" + one(() -> text(d), () -> list(d), () -> dict(d)) + ")",
                () -> "int(" + one(() -> real(d), () -> text(d), () -> bool(d)) + ")",
                () -> "int(" + text(d) + ", " + one(List.of("10", "16", "2", "0", "8", "36", "1")) + ")",
                () -> "round(" + number(d) + one(List.of("", "", ", 0", ", 1", ", 2", ", -1", ", -2", ", None")) + ")",
                () -> "abs(" + number(d) + ")",
                () -> "sum(" + comprehension("", "", d) + ")",
                () -> text(d) + one(List.of(".find(", ".count(", ".index(", ".rfind(")) + text(0)
                        + one(List.of("", "", ", 1", ", -2", ", 1, 3", ", 5")) + ")",
                () -> list(d) + one(List.of(".index(", ".count(")) + any(0) + ")",
                () -> "ord(" + text(d) + "[0])",
                () -> "divmod(" + number(d) + ", " + number(d) + ")[" + pick(2) + "]",
                () -> "pow(" + integer(d) + ", " + pick(5) + one(List.of("", ", 7", ", -3", ", i2")) + ")",
                () -> integer(d) + ".bit_length()",
                () -> "operator." + one(List.of("add", "sub", "mul", "mod", "floordiv", "truediv")) + "(" + number(d)
                        + ", " + number(d) + ")",
                () -> "re.subn(" + quoted(pattern(1)) + ", '-', " + text(d) + ")[1]");
    }

    private String number(int depth) {
        return pick(2) == 0 ? integer(depth) : real(depth);
    }

    private String real(int depth) {
        if (pick(25) == 0) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return pick(3) == 0 ? one(List.of("f1", "f2")) : "(" + one(FLOATS) + ")";
        }
        int d = depth - 1;
        return one(
                () -> "(" + number(d) + " / " + number(d) + ")",
                () -> "(" + real(d) + one(List.of(" + ", " - ", " * ", " // ", " % ")) + number(d) + ")",
                () -> "float("
                        + one(
                                () -> number(d),
                                () -> text(d),
                                () -> quoted(one(List.of(
                                        "inf",
                                        "-nan",
                                        " 1.5 ",
                                        "1_0.5",
                                        "1__0",
                                        ".5",
                                        "5.",
                                        "1e",
                                        "+1e-3",
                                        "infinity",
                                        "0x1p3",
                                        "1f",
                                        "1d",
                                        "\u0663.5"))))
                        + ")",
                () -> "round(" + real(d) + ", " + one(List.of("1", "2", "3", "0", "-1", "10", "-5", "25")) + ")",
                () -> "abs(" + real(d) + ")",
                () -> "-" + real(d));
    }

    private String text(int depth) {
        if (pick(25) == 0) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return pick(3) == 0 ? one(List.of("s1", "s2")) : quoted(one(WORDS));
        }
        int d = depth - 1;
        return one(
                () -> one(List.of("str", "repr", "ascii")) + "(" + any(d) + ")",
                () -> text(d)
                        + one(List.of(
                                ".upper()",
                                ".lower()",
                                ".strip()",
                                ".lstrip()",
                                ".rstrip()",
                                ".title()",
                                ".capitalize()",
                                ".swapcase()",
                                ".strip('ax ')",
                                ".lstrip('a')",
                                ".rstrip(s2)")),
                () -> text(d) + ".replace(" + text(0) + ", " + text(0) + one(List.of("", "", ", 1", ", 0", ", -1"))
                        + ")",
                () -> text(d) + one(List.of(".zfill(", ".center(", ".ljust(", ".rjust("))
                        + one(List.of("0", "3", "6", "9", "i2")) + one(List.of("", "", "", ", '*'")) + ")",
                () -> text(d) + "[" + one(() -> slice(), () -> index(0)) + "]",
                () -> "(" + text(d) + " + " + text(d) + ")",
                () -> "(" + text(d) + " * " + one(List.of("0", "1", "2", "3", "-1", "i2")) + ")",
                () -> text(0) + ".join("
                        + one(() -> list(d), () -> comprehension("", "", d), () -> "map(str, " + list(d) + ")") + ")",
                () -> "(" + quoted(one(PERCENTS)) + " % "
                        + one(
                                () -> any(d),
                                () -> "(" + any(d) + ",)",
                                () -> "(" + any(0) + ", " + any(0) + ")",
                                () -> "d1")
                        + ")",
                () -> formatted(d),
                () -> "format(" + any(d) + ", " + quoted(one(SPECS)) + ")",
                () -> quoted(one(List.of(
                                "{}",
                                "{0}",
                                "{} {}",
                                "{1}{0}",
                                "{!r}",
                                "{:>5}",
                                "{0[a]}",
                                "{0[0]}",
                                "{{}}",
                                "{",
                                "}",
                                "{:{}}",
                                "{0:>{1}}",
                                "{!s:5}",
                                "{a}",
                                "{0}{}",
                                "{:.2f}",
                                "{0!x}",
                                "{:,}")))
                        + ".format(" + any(d) + ", " + any(0) + ")",
                () -> "json.dumps(" + any(d)
                        + one(List.of(
                                "",
                                "",
                                "",
                                ", indent=2",
                                ", sort_keys=True",
                                ", separators=(',', ':')",
                                ", ensure_ascii=False"))
                        + ")",
                () -> "re.sub(" + quoted(pattern(2)) + ", "
                        + quoted(one(List.of("", "-", "<\\\\0>", "\\\\g<0>!", "[\\\\1]", "x", "\\\\n"))) + ", "
                        + text(d) + one(List.of("", "", ", count=1")) + ")",
                () -> "(" + one(List.of("re.search", "re.match", "re.fullmatch")) + "(" + quoted(pattern(2)) + ", "
                        + text(d) + ") or [" + quoted("none") + "])[0]",
                () -> one(List.of("hex", "oct", "bin", "chr")) + "(" + integer(d) + ")",
                () -> text(d) + one(List.of(".removeprefix(", ".removesuffix(")) + text(0) + ")",
                () -> text(d) + one(List.of(".partition(", ".rpartition(")) + text(0) + ")[" + pick(3) + "]",
                () -> text(d) + ".split(" + quoted(one(List.of(",", "X", "$", " ", "/"))) + ")["
                        + one(List.of("0", "-1", "1")) + "]",
                () -> "str(type(" + any(d) + "))");
    }

    private String formatted(int depth) {
        String inner = any(depth);
        if (inner.matches("(?s).*['\"\\\\{}#:!=\n].*")) {
            inner = one(List.of("value", "i1", "s1", "f1", "l1", "d1"));
        }
        String spec = one(SPECS);
        return "f'" + one(List.of("", "x ", "{{", "}}")) + "{" + inner + one(List.of("", "", "!r", "!s", "!a", "="))
                + (pick(3) == 0 ? ":" + spec : "") + "}" + one(List.of("", "!", "{i2}", "{f2:.{i2}f}")) + "'";
    }

    private String bool(int depth) {
        if (pick(25) == 0) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return one(List.of("True", "False", "bool(value)", "i1 > 2", "s1 == s2"));
        }
        int d = depth - 1;
        return one(
                () -> "(" + number(d) + comparison() + number(d) + ")",
                () -> "(" + text(d) + comparison() + text(d) + ")",
                () -> "(" + any(d) + one(List.of(" == ", " != ")) + any(d) + ")",
                () -> "(" + number(d) + comparison() + number(d) + comparison() + number(d) + ")",
                () -> "(" + list(d) + comparison() + list(d) + ")",
                () -> "(" + any(d) + one(List.of(" in ", " not in ")) + one(() -> list(d), () -> dict(d), () -> text(d))
                        + ")",
                () -> "(" + any(d) + one(List.of(" is None", " is not None", " is True")) + ")",
                () -> "(not " + any(d) + ")",
                () -> "bool(" + any(d) + ")",
                () -> one(List.of("any", "all")) + "(" + one(() -> list(d), () -> comprehension("", "", d)) + ")",
                () -> "isinstance(" + any(d) + ", "
                        + one(List.of("str", "int", "float", "(list, tuple)", "dict", "bool", "(int, float)")) + ")",
                () -> text(d) + one(List.of(".startswith(", ".endswith(")) + one(() -> text(0), () -> "('a', 'x')")
                        + one(List.of("", "", ", 1", ", -1")) + ")",
                () -> text(d) + "."
                        + one(List.of(
                                "isdigit",
                                "isalpha",
                                "isalnum",
                                "isspace",
                                "isupper",
                                "islower",
                                "isdecimal",
                                "isnumeric",
                                "isascii"))
                        + "()",
                () -> real(d) + ".is_integer()",
                () -> "(" + set(d) + one(List.of(" == ", " <= ", " < ", " >= ")) + set(d) + ")",
                () -> "(" + any(0) + " in " + set(d) + ")");
    }

    private String comparison() {
        return one(List.of(" < ", " <= ", " > ", " >= ", " == ", " != "));
    }

    private String set(int depth) {
        return one(
                () -> "set(" + list(depth - 1) + ")",
                () -> "{" + any(0) + ", " + any(0) + "}",
                () -> "(set(" + list(depth - 1) + ")" + one(List.of(" & ", " | ", " - ", " ^ ")) + "{1, 2, 'a'})",
                () -> depth > 0 ? comprehension("{", "}", depth - 1) : "set()");
    }

    private String list(int depth) {
        if (pick(25) == 0) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return one(List.of("l1", "l2", "l3", "rows", "[]", "[1, 2, 3]", "('a', 'b')", "[[1, 2], [3]]", "range(4)"));
        }
        int d = depth - 1;
        return one(
                () -> "[" + any(d) + ", " + any(d) + "]",
                () -> "(" + any(d) + ", " + any(d) + ")",
                () -> "[*" + list(d) + ", " + any(0) + "]",
                () -> comprehension("[", "]", d),
                () -> "list(" + comprehension("", "", d) + ")",
                () -> "sorted(" + list(d)
                        + one(List.of(
                                "",
                                "",
                                ", reverse=True",
                                ", key=str",
                                ", key=len",
                                ", key=lambda r: str(r)[::-1]",
                                ", key=str, reverse=True"))
                        + ")",
                () -> "sorted(" + set(d) + ", key=repr)",
                () -> "list(filter(" + one(List.of("None", "lambda v: v", "str", "bool", "lambda v: v in l1")) + ", "
                        + list(d) + "))",
                () -> "list(map("
                        + one(List.of("str", "int", "len", "str.strip", "lambda v: v + v", "d1.get", "lambda v: [v]"))
                        + ", " + list(d) + "))",
                () -> "list(zip(" + list(d) + ", " + list(d) + "))",
                () -> "list(enumerate(" + list(d) + one(List.of("", ", 1")) + "))",
                () -> "list(reversed(" + list(d) + "))",
                () -> "list("
                        + one(() -> text(d), () -> dict(d), () -> dict(d) + ".values()", () -> dict(d) + ".items()")
                        + ")",
                () -> "tuple(" + list(d) + ")",
                () -> "list(range(" + pick(5) + ", " + (pick(12) - 2) + ", " + one(List.of("1", "2", "-1", "3", "0"))
                        + "))",
                () -> list(d) + "[" + slice() + "]",
                () -> "(" + list(d) + " + " + list(d) + ")",
                () -> "(" + list(d) + " * " + one(List.of("0", "1", "2", "-1")) + ")",
                () -> text(d)
                        + one(List.of(
                                ".split()",
                                ".split(',')",
                                ".split('a')",
                                ".rsplit(None, 1)",
                                ".split(' ', 1)",
                                ".rsplit(',', 1)",
                                ".splitlines()",
                                ".split('')",
                                ".rsplit('X')",
                                ".split(None, 0)",
                                ".splitlines(True)",
                                ".rsplit()")),
                () -> "re." + one(List.of("findall", "split")) + "(" + quoted(pattern(2)) + ", " + text(d) + ")",
                () -> "list((re.search(" + quoted(pattern(2)) + ", " + text(d) + ") or re.match('', '')).groups())",
                () -> "(re.search(" + quoted(pattern(2)) + ", " + text(d) + ") or re.match('', '')).span()",
                () -> dict(d) + one(List.of(".keys()", ".values()", ".items()")),
                () -> "divmod(" + number(d) + ", " + number(d) + ")");
    }

    private String dict(int depth) {
        if (pick(25) == 0) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return one(List.of(
                    "d1", "d2", "value", "{}", "{'a': 1, 'b': None}", "{1: 'x', True: 'y', 1.0: 'z'}", "{(1, 2): 3}"));
        }
        int d = depth - 1;
        return one(
                () -> "{" + key() + ": " + any(d) + ", " + any(0) + ": " + any(d) + "}",
                () -> "{**" + dict(d) + ", " + key() + ": " + any(d) + "}",
                () -> "dict(zip(" + list(d) + ", " + list(d) + "))",
                () -> "dict(" + one(() -> dict(d), () -> list(d)) + ")",
                () -> "(" + dict(d) + " | " + dict(d) + ")",
                () -> comprehension("{" + any(0) + ": ", "}", d),
                () -> "{str(k): v for k, v in " + dict(d) + ".items()" + one(List.of("", " if v")) + "}");
    }

    private String comprehension(String open, String close, int depth) {
        String name = one(List.of("x", "y", "v")) + nextLocal++;
        String source =
                one(() -> list(depth - 1), () -> dict(depth - 1), () -> text(depth - 1), () -> "rows", () -> "l1");
        locals.add(name);
        String second = "";
        String other = "";
        if (pick(4) == 0) {
            other = "w" + nextLocal++;
            second = " for " + other + " in " + one(() -> name, () -> list(0));
            locals.add(other);
        }
        String condition = pick(3) == 0 ? " if " + bool(depth - 1) : "";
        String element = one(() -> name, () -> any(depth - 1), () -> "str(" + name + ")", () -> name + " * 2");
        locals.remove(name);
        locals.remove(other);
        return open + element + " for " + name + " in " + source + second + condition + close;
    }

    private String pattern(int depth) {
        if (depth <= 0) {
            return one(List.of(
                    "a",
                    "b",
                    "x",
                    ".",
                    "\\\\d",
                    "\\\\w",
                    "\\\\s",
                    "[a-c]",
                    "[^a]",
                    "\\\\.",
                    "X",
                    "-",
                    "[\\\\w-]",
                    "\\\\S",
                    "\\\\D",
                    "1",
                    "[,;]",
                    "\\\\W",
                    "[]x]",
                    "\\\\$"));
        }
        int d = depth - 1;
        return one(
                () -> pattern(d) + pattern(d),
                () -> pattern(d) + one(List.of("*", "+", "?", "{2}", "{1,2}", "*?", "+?", "??", "{,2}", "{x", "*+")),
                () -> "(" + pattern(d) + ")" + one(List.of("", "", "*", "+", "?")),
                () -> "(?:" + pattern(d) + "|" + pattern(d) + ")",
                () -> pattern(d) + "|" + pattern(d),
                () -> "^" + pattern(d),
                () -> pattern(d) + "$",
                () -> "\\\\b" + pattern(d),
                () -> "(?P<n>" + pattern(d) + ")" + one(List.of("", "(?P=n)")),
                () -> "(" + pattern(d) + ")\\\\1",
                () -> one(List.of("(?=", "(?!", "(?<=", "(?<!")) + pattern(0) + ")" + pattern(d),
                () -> "(?i)" + pattern(d),
                () -> one(List.of("(?m)^", "(?s)", "(?x) # c\\n", "\\\\B", "\\\\A")) + pattern(d),
                () -> pattern(d) + one(List.of("\\\\Z", "\\\\b", "(?m:$)")),
                () -> one(List.of(
                        "(",
                        ")",
                        "[",
                        "*",
                        "(?P<1>a)",
                        "a**",
                        "\\\\q",
                        "(?<=a*)",
                        "[b-a]",
                        "\\\\2",
                        "(?#c)",
                        "a{2,1}",
                        "(?:)*",
                        "(?=a)*",
                        "^*")));
    }

    private String quoted(String text) {
        if (text.contains("\\\\")) {
            // Patterns and templates are written with their backslashes doubled.
            return "'" + text.replace("'", "\\'") + "'";
        }
        StringBuilder out = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\\', '\'' -> out.append('\\').append(c);
                default -> out.append(c);
            }
        }
        return out.append('\'').toString();
    }
}
