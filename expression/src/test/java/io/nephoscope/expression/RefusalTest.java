package io.nephoscope.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is outside of the language is refused before anything runs, with its place and what to write instead. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "eval('1'); 0; cannot run other code",
                "__import__('os').system('id'); 0; cannot run other code",
                "open('/etc/passwd').read(); 0; cannot reach files",
                "requests.get(value); 0; extra_metadata_fields",
                "subprocess.check_output('id'); 0; host_command",
                "datetime.datetime.now(); 0; Ceilometer does not have it either",
                "math.floor(value); 0; round, abs, //",
                "value.__class__.__mro__; 6; out of reach",
                "().__class__; 3; out of reach",
                "value._private; 6; out of reach",
                "value.name; 6; value['name']",
                "value.upperr(); 6; did you mean upper?",
                "json.load(value); 5; json.loads(text)",
                "json.dumsp(value); 5; did you mean dumps?",
                "re.compile('a'); 3; re.search",
                "json; 0; call one of its functions: dumps, loads",
                "valu['x']; 0; did you mean value?",
                "value.append(1); 6; value + [x]",
                "value.pop('a'); 6; value['key']",
                "value.sort(); 6; sorted(value)",
                "value.encode(); 6; bytes are left out",
                "b'x'; 0; write a text without the b",
                "true; 0; write True",
                "null; 0; write None",
                "(y := value); 3; cannot change anything",
                "x = value; 2; write == to compare",
                "value += 1; 6; cannot change anything",
                "lambda x=1: x; 8; default values of lambdas",
                "lambda *x: x; 7; name each parameter",
                "(await value); 1; nothing can be waited for",
                "[x async for x in value]; 3; write 'for' alone",
                "(yield value); 1; write a generator",
                "import os; 0; there without an import",
                "value if value; 14; write a if condition else b",
                "if value: 1; 0; write a if condition else b",
                "for x in value: x; 0; [x for x in value]",
                "value @ value; 6; matrices are left out",
                "f(**value); 2; write name=value",
                "dict(a=1); 0; invalid keyword argument",
                "len(value, value); 0; takes at most 1",
                "value.split(x=1); 6; invalid keyword argument",
                "len(); 0; missing required argument",
                "re.search('(', value); 3; missing ), unterminated subpattern",
                "1 +; 3; ends where a value is missing",
                "(1; 2; ends where ')' is missing",
                "'abc; 0; end it with '",
                "value ! 1; 6; write 'not'",
                "value $ 1; 6; put texts into quotes",
                "\u201cx\u201d; 0; straight quotes",
                "007; 0; 0o7 for an octal number",
                "2j; 0; complex numbers are left out",
                "f'{value'; 3; expecting '}'",
                "f'{}'; 3; empty expression",
                "*value; 0; write [*items]",
                "value.get('a')('b') if; 22; value is missing",
                "[x for x in value for y in z for z in x]; 27; used before its 'for'",
                "'\\N{DASH}'; 1; characters by name are left out",
            })
    void namesThePlaceAndWhatToWriteInstead(String text, int offset, String message) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> Expression.parse(text, Set.of("value")))
                .satisfies(e -> {
                    assertThat(e.getMessage()).contains(message);
                    assertThat(e.offset()).isEqualTo(offset);
                });
    }

    @Test
    void namesThePlaceWithinTheFieldOfAnFString() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> Expression.parse("f'ab{value.upperr()}'", Set.of("value")))
                .satisfies(e -> assertThat(e.offset()).isEqualTo("f'ab{value.".length()));
    }

    @Test
    void keepsProblemAndAdviceApart() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> Expression.parse("undefined", Set.of("value")))
                .satisfies(e -> {
                    assertThat(e.problem()).isEqualTo("there is no name 'undefined'");
                    assertThat(e.advice()).isEqualTo("write None");
                });
    }
}
