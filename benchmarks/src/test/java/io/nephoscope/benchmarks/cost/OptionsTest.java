package io.nephoscope.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void takesSeveralNumbersOfGuests() {
        assertThat(Options.parse("--guests", "10,200").guests()).containsExactly(10, 200);
    }

    @Test
    void runsFewerCyclesWhereEachIsLong() {
        Options options = Options.parse("--cycles", "100", "--warm-up", "5");

        assertThat(options.cycles().of(1000)).isEqualTo(new Options.Cycles(5, 100));
        assertThat(options.cycles().of(10_000)).isEqualTo(new Options.Cycles(1, 10));
    }

    @Test
    void refusesWhatItCannotUse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--guests", "many"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--cycles", "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--cycles"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--swiftly", "1"));
    }
}
