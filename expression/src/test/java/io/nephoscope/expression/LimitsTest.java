package io.nephoscope.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a' * 10**9",
                "[0] * 10**9",
                "(1,) * 10**9",
                "10**10**10",
                "2 << 10**12",
                "9**9**9**9",
                "range(10**12)",
                "list(range(10**12))",
                "[0 for a in range(999) for b in range(999) for c in range(999)]",
                "any(False for a in range(10**5) for b in range(10**5))",
                "[[[x for x in range(1000)] for y in range(1000)] for z in range(1000)]",
                "'x'.join(['a' * 1000000] * 100)",
                "'%1000000000d' % 1",
                "f'{1:1000000000}'",
                "f'{1.5:.1000000000}'",
                "'{:1000000000}'.format(1)",
                "'a'.zfill(10**9)",
                "'a'.center(10**9)",
                "('a' * 1000000).replace('a', 'b' * 1000)",
                "json.dumps([1], indent=10**9)",
                "json.dumps([['a' * 1000] * 1000] * 1000)",
                "str([['a' * 1000] * 1000] * 1000)",
                "(lambda f: f(f))(lambda f: f(f))",
                "reduce(lambda a, b: a * a, range(100), 3)",
                "reduce(lambda a, b: a + a, range(100), 'a')",
                "reduce(lambda a, b: [a, a], range(100), 'a') == reduce(lambda a, b: [a, a], range(100), 'a')",
                "reduce(lambda a, b: (a, a), range(100), 1) < reduce(lambda a, b: (a, a), range(100), 1)",
                "[{reduce(lambda a, b: (a, a), range(100), 1): 1}, {reduce(lambda a, b: (a, a), range(100), 1): 1}]",
                "reduce(lambda a, b: [a, a], range(100), 1)",
                "reduce(lambda a, b: (a, a), range(100), 1)",
                "json.dumps(reduce(lambda a, b: [a, a], range(100), 1))",
                "re.sub('(x+x+)+y\\\\1', '', 'x' * 100)",
                "re.findall('', 'a' * 999999 * 9)",
                "max(x * y for x in range(9999) for y in range(9999))",
                "sorted([list(range(1000))] * 1000000)",
            })
    void endsWhatWouldGoOnForEver(String text) throws Exception {
        Expression expression = Expression.parse(text, Set.of());

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> expression.evaluate(Map.of(), EvaluationLimits.DEFAULT))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json.loads(value)", "str(json.loads(value))", "value.count('[') and json.loads(value)"})
    void endsWhatIsNestedTooDeeply(String text) throws Exception {
        Expression expression = Expression.parse(text, Set.of("value"));

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> expression.evaluate(Map.of("value", "[".repeat(500_000)), EvaluationLimits.DEFAULT))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT));
    }

    @Test
    void refusesWhatIsWrittenTooDeeply() {
        for (String text : new String[] {
            "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "-".repeat(5_000) + "1",
            "not ".repeat(4_000) + "1",
            "lambda: ".repeat(2_000) + "1",
            "1 if 1 else ".repeat(1_500) + "1",
            "[".repeat(19_000),
            "2**".repeat(6_000) + "2",
            "'a'".repeat(90_000)
        }) {
            assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> Expression.parse(text, Set.of()));
        }
    }

    @Test
    void refusesAPatternThatRepeatsTooMuch() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> Expression.parse("re.search('(?:(?:(?:a?){999}){999}){999}', '')", Set.of()))
                .withMessageContaining("the pattern repeats too much");
    }

    @Test
    void computesAThousandOperationsInARow() throws Exception {
        Expression expression = Expression.parse("1" + "+1".repeat(999), Set.of());

        assertThat(expression.evaluate(Map.of(), EvaluationLimits.DEFAULT)).isEqualTo(1000L);
    }

    @Test
    void endsWhenTheTimeIsOver() throws Exception {
        Expression expression = Expression.parse("sum(x for x in range(900000))", Set.of());
        EvaluationLimits noTime = new EvaluationLimits(1_000_000, 1_000_000, 1_000, 64, 8, Duration.ZERO);

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> expression.evaluate(Map.of(), noTime))
                .withMessage("the expression takes more than 0 ms");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        Expression expression =
                Expression.parse("any(False for a in range(10**6 - 1) for b in range(10**6 - 1))", Set.of());
        EvaluationLimits plenty = new EvaluationLimits(Long.MAX_VALUE, 1_000_000, 1_000, 64, 8, Duration.ofMinutes(5));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> expression.evaluate(Map.of(), plenty))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERRUPTED));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void mustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationLimits(0, 1, 1, 64, 1, Duration.ofSeconds(1)));
    }
}
