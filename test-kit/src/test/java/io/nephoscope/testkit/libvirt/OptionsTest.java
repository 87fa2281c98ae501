package io.nephoscope.testkit.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void areTakenInAnyOrder() {
        Options options = Options.of(
                "--disks",
                "2",
                "--no-driver",
                "--socket",
                "/s",
                "--guests",
                "10000",
                "--interfaces",
                "3",
                "--processors",
                "4",
                "--hang",
                "7");

        assertThat(options.socket()).isEqualTo(Path.of("/s"));
        assertThat(options.guests()).isEqualTo(10_000);
        assertThat(options.shape()).isEqualTo(new GuestShape(2, 3, 4, false));
        assertThat(options.hanging()).hasValue(7);
    }

    @Test
    void haveDefaults() {
        Options options = Options.of("--socket", "/s");

        assertThat(options.guests()).isEqualTo(100);
        assertThat(options.shape()).isEqualTo(GuestShape.USUAL);
        assertThat(options.hanging()).isEmpty();
    }

    @Test
    void needNoSocketForHelp() {
        assertThat(Options.of("--help").help()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--socket",
                "--socket /s --guests",
                "--socket /s --guests -1",
                "--socket /s --guests many",
                "--socket /s --hang 101",
                "--socket /s --hang 0",
                "--socket /s --what"
            })
    void areRefusedWhenTheyMakeNoSense(String line) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThatThrownBy(() -> Options.of(words)).isInstanceOf(IllegalArgumentException.class);
    }
}
