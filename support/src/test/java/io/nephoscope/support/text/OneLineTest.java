package io.nephoscope.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void leavesAnOrdinaryLineAlone() {
        assertThat(OneLine.of("Zürich: 5 °C, C:\\temp 😀")).isEqualTo("Zürich: 5 °C, C:\\temp 😀");
    }

    @Test
    void escapesWhatWouldForgeALineOrSteerATerminal() {
        assertThat(OneLine.of("a\nb\r\tc\u001b[2Jd\u0085e\u2028f\u202eg\u009b"))
                .isEqualTo("a\\nb\\r\\tc\\u001b[2Jd\\u0085e\\u2028f\\u202eg\\u009b");
    }

    @Test
    void escapesHalfASurrogatePair() {
        assertThat(OneLine.of("a\ud83d")).isEqualTo("a\\ud83d");
    }

    @Test
    void cutsATextOfAMegabyte() {
        String line = OneLine.of("x".repeat(1 << 20));

        assertThat(line).hasSize(OneLine.LIMIT).endsWith("x…");
    }

    @Test
    void countsWhatEscapesTakeAndCutsNoneOfThem() {
        assertThat(OneLine.of("\n\n\n\n", 5)).isEqualTo("\\n\\n…");
        assertThat(OneLine.of("\n\n", 4)).isEqualTo("\\n\\n");
    }

    @Test
    void changesNothingWhenAppliedAgain() {
        String once = OneLine.of("a\n".repeat(1000));

        assertThat(OneLine.of(once)).isEqualTo(once);
    }

    @Test
    void namesTheKindOfAFailureWithoutAMessage() {
        assertThat(OneLine.reason(new IllegalStateException("it\nbroke"))).isEqualTo("it\\nbroke");
        assertThat(OneLine.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void makesAnEmptyLineOfNothing() {
        assertThat(OneLine.of(null)).isEmpty();
    }
}
