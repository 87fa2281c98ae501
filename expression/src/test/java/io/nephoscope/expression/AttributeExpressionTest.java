package io.nephoscope.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AttributeExpressionTest {

    private static final JsonNode VECTORS = Json.resource("attributes.json");
    private static final @Nullable Object ENTRY = Json.value(VECTORS.get("entry"));

    /** Recorded from Ceilometer itself. */
    @TestFactory
    Stream<DynamicTest> equalsCeilometer() {
        return StreamSupport.stream(VECTORS.get("attributes").spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("expr").asText(), () -> check(vector)));
    }

    private static void check(JsonNode vector) throws Exception {
        String text = vector.get("expr").asText();
        if (!vector.has("error")) {
            Object value = AttributeExpression.parse(text).evaluate(ENTRY, EvaluationLimits.DEFAULT);
            assertThat(value).isEqualTo(Json.value(vector.get("result")));
        } else if (vector.get("error").asText().startsWith("Dynamic")) {
            assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> AttributeExpression.parse(text));
        } else {
            AttributeExpression attribute = AttributeExpression.parse(text);
            assertThatExceptionOfType(EvaluationException.class)
                    .isThrownBy(() -> attribute.evaluate(ENTRY, EvaluationLimits.DEFAULT))
                    .satisfies(e -> {
                        assertThat(e.kind().text())
                                .isEqualTo(vector.get("error").asText());
                        assertThat(e.getMessage())
                                .isEqualTo(vector.get("message").asText());
                    });
        }
    }

    @Test
    void tellsEachStepUpToTheOneThatFails() throws Exception {
        AttributeExpression attribute = AttributeExpression.parse("a.b | value + 1 | value['x'] | value");

        List<AttributeStep> steps = attribute.trace(Map.of("a", Map.of("b", 1L)), EvaluationLimits.DEFAULT);

        assertThat(steps).extracting(AttributeStep::text).containsExactly("a.b", "value + 1", "value['x']");
        assertThat(steps).extracting(AttributeStep::value).containsExactly("1", "2", "");
        assertThat(steps.get(2).failure()).hasValueSatisfying(e -> {
            assertThat(e.text()).isEqualTo("TypeError: 'int' object is not subscriptable");
            assertThat(e.offset()).isEqualTo(attribute.text().indexOf("['x']"));
        });
    }

    @Test
    void carriesWhatIsNoValueToTheNextStep() throws Exception {
        AttributeExpression attribute = AttributeExpression.parse(". | filter(None, value) | list(value)");

        assertThat(attribute.evaluate(List.of(0L, 1L), EvaluationLimits.DEFAULT))
                .isEqualTo(List.of(1L));
    }

    @Test
    void refusesWhatIsNoValueAtTheEnd() throws Exception {
        AttributeExpression attribute = AttributeExpression.parse(". | filter(None, value)");

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> attribute.evaluate(List.of(1L), EvaluationLimits.DEFAULT))
                .withMessageContaining("write list(value)");
    }

    @Test
    void namesThePlaceInTheWholeText() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> AttributeExpression.parse("a |  value.upperr()"))
                .withMessageContaining("did you mean upper?")
                .satisfies(e -> assertThat(e.offset()).isEqualTo("a |  value.".length()));
    }

    @Test
    void saysHowToWriteABarWithinQuotes() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> AttributeExpression.parse("a | 'x|y' in value"))
                .withMessageContaining("chr(124)");
    }

    @Test
    void sharesOneAllowanceAmongItsSteps() throws Exception {
        AttributeExpression attribute = AttributeExpression.parse(". | sorted(value) | sorted(value) | sorted(value)");
        List<Long> values = java.util.Collections.nCopies(1000, 1L);
        EvaluationLimits few = new EvaluationLimits(5_000, 10_000, 10_000, 64, 8, java.time.Duration.ofSeconds(5));

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> attribute.evaluate(values, few))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT));
    }
}
