package io.nephoscope.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void cutsBetweenCodePoints() {
        assertThat(Words.head("😀😀😀", 2)).isEqualTo("😀…");
        assertThat(Words.tail("😀😀😀", 2)).isEqualTo("…😀");
        assertThat(Words.head("whole", 5)).isEqualTo("whole");
    }

    @Test
    void wrapsAtBlanks() {
        assertThat(Words.wrap("one two three", "  ", 10)).isEqualTo("  one two\n  three\n");
    }

    @Test
    void keepsWordsWholeThatAreLongerThanALine() {
        assertThat(Words.wrap("see /etc/polling.yaml:3 now", "", 8)).isEqualTo("see\n/etc/polling.yaml:3\nnow\n");
    }

    @Test
    void hangsTextNextToItsLabel() {
        assertThat(Words.hanging("-v  ", "say more of it", 12)).isEqualTo("-v  say more\n    of it\n");
    }
}
