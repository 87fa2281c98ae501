package io.nephoscope.pollsters.dynamic.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReadingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> xml() throws IOException {
        try (InputStream in = AnswerReadingTest.class.getResourceAsStream("/ceilometer-dynamic-pollsters.json")) {
            return StreamSupport.stream(JSON.readTree(in).path("xml_handler").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("xml")
    void readsXmlAsCeilometer(JsonNode vector) throws Exception {
        String text = vector.path("xml").asText();
        if (vector.has("error")) {
            assertThatExceptionOfType(MalformedTextException.class)
                    .isThrownBy(() -> read(text, AnswerFormat.XML))
                    .withMessageContaining("no XML");
        } else {
            assertThat(JSON.<JsonNode>valueToTree(read(text, AnswerFormat.XML))).isEqualTo(vector.path("result"));
        }
    }

    @Test
    void readsNothingThatADocumentTypeDeclares() {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() ->
                        read("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>", AnswerFormat.XML));
    }

    @Test
    void readsNumbersAsPythonDoes() throws Exception {
        assertThat(read("[1, 1.0, 1e2, 9223372036854775808, -0, NaN, -Infinity, true, null]", AnswerFormat.JSON))
                .isEqualTo(Arrays.asList(
                        1L, 1.0, 100.0, BigInteger.TWO.pow(63), 0L, Double.NaN, Double.NEGATIVE_INFINITY, true, null));
    }

    @Test
    void keepsTheLastOfEqualKeysAndTheOrderOfKeys() throws Exception {
        assertThat(read("{\"b\": 1, \"a\": {\"b\": [{\"c\": 1}, {\"d\": 2}]}, \"b\": 2}", AnswerFormat.JSON))
                .isEqualTo(Map.of("b", 2L, "a", Map.of("b", List.of(Map.of("c", 1L), Map.of("d", 2L)))))
                .asString()
                .startsWith("{b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1", "{\"a\": 1}}", "<html>", "[1] [2]", "nul"})
    void refusesWhatIsNoJson(String text) {
        assertThatExceptionOfType(MalformedTextException.class).isThrownBy(() -> read(text, AnswerFormat.JSON));
    }

    @Test
    void refusesJsonThatIsDeeperThanAnyStack() {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> read("[".repeat(100_000), AnswerFormat.JSON));
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> read("<a>".repeat(100_000), AnswerFormat.XML));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{'x': [{'a': 1, 'b': [{'c': 2}]}, 7], 'y': [{'b': 3}]} => {'x': [{'a': 1}, 7], 'y': [{'b': 3}]}",
                "{'x': {'b': 1, 'a': {'b': 2}}, 'y': 1} => {'x': {'a': {'b': 2}}, 'y': 1}",
                "[{'b': 1}, {'a': {'a': 1, 'b': 2}}] => [{}, {'a': {'a': 1, 'b': 2}}]",
                "{'x': null, 'y': [{'b': 1}]} => {'x': null, 'y': [{'b': 1}]}",
            })
    void passesOverWhatIsNotNeededOfEntries(String text, String kept) throws Exception {
        Object read = new AnswerReading(List.of(AnswerFormat.JSON), 1 << 20, new EntryKeys(List.of(), Set.of("a")))
                .read(new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "");

        assertThat(JSON.writeValueAsString(read).replace('"', '\'')).isEqualToIgnoringWhitespace(kept);
    }

    @Test
    void findsTheEntriesWhereTheyAreSaidToBe() throws Exception {
        String text = "{\"o\": [{\"b\": 1}], \"x\": {\"o\": [{\"b\": 2}], \"y\": [{\"a\": 1, \"b\": 3}]}}";

        assertThat(new AnswerReading(List.of(AnswerFormat.JSON), 1 << 20, new EntryKeys(List.of("x", "y"), Set.of("a")))
                        .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ""))
                .isEqualTo(Map.of(
                        "o",
                        List.of(Map.of("b", 1L)),
                        "x",
                        Map.of("o", List.of(Map.of("b", 2L)), "y", List.of(Map.of("a", 1L)))));
    }

    @Test
    void takesTheFirstFormatThatFits() throws Exception {
        assertThat(read("<a>1</a>", AnswerFormat.JSON, AnswerFormat.XML)).isEqualTo(Map.of("a", "1"));
        assertThat(read("42 ", AnswerFormat.XML, AnswerFormat.TEXT)).isEqualTo(List.of(Map.of("out", "42 ")));
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> read("oops", AnswerFormat.JSON, AnswerFormat.XML))
                .withMessageContainingAll("json, xml", "oops", "line 1");
    }

    @Test
    void readsTextInTheCharsetThatItIsSaidToHave() throws Exception {
        byte[] latin = "ü".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(new AnswerReading(List.of(AnswerFormat.TEXT), 10)
                        .read(new ByteArrayInputStream(latin), "text/plain; charset=ISO-8859-1"))
                .isEqualTo(List.of(Map.of("out", "ü")));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> new AnswerReading(List.of(AnswerFormat.JSON), 9)
                        .read(new ByteArrayInputStream("[1,2,3,4,5]".getBytes(StandardCharsets.UTF_8)), ""))
                .withMessageContaining("answer.bytes.max");
    }

    private static @Nullable Object read(String text, AnswerFormat... formats) throws IOException {
        return new AnswerReading(List.of(formats), 1 << 20)
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "");
    }
}
