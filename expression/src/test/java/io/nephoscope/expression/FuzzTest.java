package io.nephoscope.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Expressions with errors in them: refused, or evaluated, or failed in one of two ways, and never for long. */
class FuzzTest {

    private static final int CASES = Integer.getInteger("expression.cases", 6_000);
    private static final long SEED = Long.getLong("expression.seed", 20_261_130L);
    private static final EvaluationLimits LIMITS =
            new EvaluationLimits(50_000, 10_000, 100_000, 4096, 16, Duration.ofSeconds(1));
    private static final String PIECES =
            "()[]{}'\"|.,:;=!<>+-*/%&^~@#\\ \n\t0123456789abefinorstxyz_\u00e4\ud83d\ude00$?`";
    private static final String[] WORDS = {
        " for ",
        " in ",
        " if ",
        " else ",
        "lambda ",
        " not ",
        " is ",
        "value",
        "f'",
        "{",
        "}",
        "**",
        "//",
        "10**9",
        "[::-1]",
        ".format(",
        " % ",
        "re.sub(",
        "json.loads(",
        "'\\x",
        "*",
        "'%s'",
        "(*value)",
        "!r",
        ":>9",
        "None",
        "sorted(",
        "key=",
        "== ",
        "yield ",
        "|",
        "0x",
        "1e",
        "...",
        ":="
    };

    @Test
    @Timeout(600)
    void failsInNoOtherWay() {
        Random random = new Random(SEED);
        ExpressionGenerator generator = new ExpressionGenerator(random);
        int evaluated = 0;
        for (int i = 0; i < CASES; i++) {
            String text = mutated(generator.expression(), random);
            Map<String, Object> variables = generator.variables();
            long start = System.nanoTime();
            evaluated += evaluate(text, variables) ? 1 : 0;
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(Duration.ofSeconds(10));
        }
        System.out.printf("%d cases from seed %d, %d of them evaluated%n", CASES, SEED, evaluated);
        assertThat(evaluated).isGreaterThan(CASES / 20);
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(out.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> out.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 1 -> out.insert(at, WORDS[random.nextInt(WORDS.length)]);
                case 2 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(4)));
                case 3 -> {
                    int end = Math.min(out.length(), at + random.nextInt(20));
                    out.insert(random.nextInt(out.length() + 1), out.substring(at, end));
                }
                default -> out.setLength(at);
            }
        }
        return out.toString();
    }

    private static boolean evaluate(String text, Map<String, Object> variables) {
        try {
            Object value = text.contains("|")
                    ? AttributeExpression.parse(text).evaluate(variables, LIMITS)
                    : Expression.parse(text, variables.keySet()).evaluate(variables, LIMITS);
            PythonOracle.shown(value);
            return true;
        } catch (SyntaxException e) {
            assertThat(e.offset()).as(text).isBetween(0, text.length());
            return false;
        } catch (EvaluationException e) {
            assertThat(e.offset()).as(text).isBetween(0, text.length());
            return false;
        } catch (RuntimeException | Error e) {
            return fail(text + " with " + variables, e);
        }
    }
}
