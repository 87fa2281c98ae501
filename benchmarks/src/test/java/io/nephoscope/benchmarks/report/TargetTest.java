package io.nephoscope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void isMetUpToItsLimit() {
        assertThat(new Target("wall", OptionalDouble.of(0.2), 0.2).isMet()).isTrue();
    }

    @Test
    void saysByHowMuchItIsMissed() {
        Target target = new Target("wall to the floor's", OptionalDouble.of(2.2), 1.1);

        assertThat(target.verdict()).startsWith("MISSED").contains("2.200").endsWith("2.0 times as much");
    }

    @Test
    void isNotMetWhereNothingWasMeasured() {
        Target target = new Target("wall", OptionalDouble.empty(), 1);

        assertThat(target.isMet()).isFalse();
        assertThat(target.verdict()).startsWith("not measured");
    }

    @Test
    void hasNoRatioToNothing() {
        assertThat(Target.ratio(OptionalDouble.of(1), OptionalDouble.of(0))).isEmpty();
        assertThat(Target.ratio(OptionalDouble.of(1), OptionalDouble.empty())).isEmpty();
        assertThat(Target.ratio(OptionalDouble.of(1), OptionalDouble.of(4))).hasValue(0.25);
    }
}
