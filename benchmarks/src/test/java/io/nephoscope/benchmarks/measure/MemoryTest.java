package io.nephoscope.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void countsSharedPagesProportionally() {
        String rollup = """
                55d0c7a00000-7ffd1b3f2000 ---p 00000000 00:00 0                          [rollup]
                Rss:              101988 kB
                Pss:               63817 kB
                Pss_Dirty:         41000 kB
                Shared_Clean:      21936 kB
                """;

        assertThat(Memory.parse(rollup)).isEqualTo(63817);
    }

    @Test
    void countsNothingOfAProcessThatIsJustEnding() {
        assertThat(Memory.parse("")).isZero();
    }

    @Test
    void readsWhatThisProcessHolds() {
        assertThat(Memory.kilobytes(List.of(ProcessHandle.current().pid()))).isGreaterThan(1000);
    }
}
