package io.nephoscope.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "disk.*.bytes, disk.device.read.bytes",
        "cp?, cpu",
        "*, ''",
        "**, anything",
        "*a*b, xaxbxb",
        "[!c]*, memory",
        "[a-c]x, bx",
        "[]]x, ]x",
        "[!]]x, ax",
        "[a-]x, -x",
        "[-a]x, -x",
        "[ab, [ab",
        "[^a]x, ^x",
        "'a(\\E[', 'a(\\E['",
        "?, 😀",
        "[😀-😂], 😁",
    })
    void matchesAsThePatternsOfPythonDo(String pattern, String name) {
        assertThat(Glob.of(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, axb",
        "cp?, cp",
        "cpu, cpu.util",
        "cpu, CPU",
        "[!c]*, cpu",
        "[c-a]x, bx",
        "[]x, ]x",
        "*a*b, xaxbx",
        "'', a",
        "?, ''",
    })
    void matchesNothingElse(String pattern, String name) {
        assertThat(Glob.of(pattern).matches(name)).isFalse();
    }

    @Test
    @Timeout(10)
    void takesNoLongerForAPatternOfManyStars() {
        Glob glob = Glob.of("*a".repeat(200) + "*b");

        assertThat(glob.matches("a".repeat(5_000))).isFalse();
    }

    @Test
    void showsThePatternAsWritten() {
        assertThat(Glob.of("disk.*")).hasToString("disk.*");
    }
}
