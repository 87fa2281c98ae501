package io.nephoscope.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nephoscope.expression.PythonOracle.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Asks Python and us the same: the same value of the same types, or both refuse. */
class DifferentialTest {

    private static final int CASES = Integer.getInteger("expression.cases", 6_000);
    private static final long SEED = Long.getLong("expression.seed", 20_261_130L);
    private static final int BATCH = 200;
    private static final int MOST_TOLD = Integer.getInteger("expression.told", 20);
    private static final EvaluationLimits LIMITS =
            new EvaluationLimits(2_000_000, 1_000_000, 10_000_000, 65_536, 64, Duration.ofSeconds(20));

    @Test
    void equalsPythonOrBothRefuse() throws Exception {
        assumeTrue(PythonOracle.isThere(), "there is no python3");
        ExpressionGenerator generator = new ExpressionGenerator(new Random(SEED));
        List<String> differences = new ArrayList<>();
        int values = 0;

        try (PythonOracle python = new PythonOracle()) {
            for (int done = 0; done < CASES; done += BATCH) {
                List<Question> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(new Question(generator.expression(), generator.variables()));
                }
                List<String> answers = python.ask(batch);
                for (int i = 0; i < BATCH; i++) {
                    values += answers.get(i).startsWith("=") ? 1 : 0;
                    compare(batch.get(i), answers.get(i), differences);
                }
            }
        }

        System.out.printf("%d cases from seed %d, %d of them with a value%n", CASES, SEED, values);
        assertThat(differences.stream().limit(MOST_TOLD))
                .as("%d differences from seed %d", differences.size(), SEED)
                .isEmpty();
        assertThat(values).isGreaterThan(CASES / 3);
    }

    private static void compare(Question question, String python, List<String> differences) {
        String ours = ours(question.expression(), question.variables());
        if (!ours.equals(python) && !mayDiffer(ours, python)) {
            differences.add(String.join(
                    "\n   ",
                    "",
                    question.expression(),
                    "ours   " + cut(ours),
                    "python " + cut(python),
                    cut(question.variables().toString())));
        }
    }

    private static String cut(String text) {
        return text.length() < 600 ? text : text.substring(0, 600) + "...";
    }

    private static boolean mayDiffer(String ours, String python) {
        boolean bothRefuse = ours.startsWith("!") && python.startsWith("!");
        // Addresses, results beyond our limits, and what has no plain value to compare.
        return (bothRefuse && sameKind(ours, python))
                || isFoundEarly(ours)
                || python.contains(" at 0x")
                || ours.startsWith("!Limit")
                || python.startsWith("!NoValue")
                || python.startsWith("!MemoryError")
                || python.startsWith("!TimeoutError");
    }

    /** Arguments and patterns that never fit are refused even where Python would not come by. */
    private static boolean isFoundEarly(String ours) {
        return ours.startsWith("!Syntax ")
                && (ours.contains("argument") || ours.matches("(?s).* at position \\d+.*|.*look-behind.*"));
    }

    /** Refusals of ours before anything runs have no kind of Python's. */
    private static boolean sameKind(String ours, String python) {
        String kind = python.substring(1, python.indexOf(' ')).replace("error", "re.error");
        return ours.startsWith("!" + kind + " ") || ours.startsWith("!Syntax ") || kind.equals("SyntaxError");
    }

    private static String ours(String text, Map<String, Object> variables) {
        try {
            Expression expression = Expression.parse(text, variables.keySet());
            return "=" + PythonOracle.shown(expression.evaluate(variables, LIMITS));
        } catch (SyntaxException e) {
            return "!Syntax " + e.getMessage() + " at " + e.offset();
        } catch (EvaluationException e) {
            return "!" + e.kind().text() + " " + e.getMessage();
        }
    }
}
