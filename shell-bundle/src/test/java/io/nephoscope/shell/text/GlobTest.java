package io.nephoscope.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void takesStarsAndQuestionMarksAsWildcards() {
        assertThat(Glob.matches("disk.*.bytes", "disk.device.read.bytes")).isTrue();
        assertThat(Glob.matches("cp?", "cpu")).isTrue();
        assertThat(Glob.matches("cp?", "cp")).isFalse();
    }

    @Test
    void takesAllElseLiterally() {
        assertThat(Glob.matches("a.b", "axb")).isFalse();
        assertThat(Glob.matches("a(\\E[", "a(\\E[")).isTrue();
    }
}
