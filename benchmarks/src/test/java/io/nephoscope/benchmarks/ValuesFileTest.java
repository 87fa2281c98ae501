package io.nephoscope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.benchmarks.peers.Crowd;
import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import org.junit.jupiter.api.Test;

class ValuesFileTest {

    private static final Crowd TEN = new Crowd(10, false);
    private static final Crowd SIMULATED = new Crowd(1000, true);

    private final Results<Crowd> results = new Results<>();

    @Test
    void keepsWhatIsKnownOfOtherGuests() {
        results.add(SIMULATED, "floor", Metric.WALL, 4);
        results.add(TEN, "floor", Metric.WALL, 1.5);
        results.add(TEN, "floor", Metric.WALL, 2);
        results.add(TEN, "collectd", Metric.MEMORY, 9);

        Results<Crowd> kept = ValuesFile.read(ValuesFile.text(results), TEN::equals);

        assertThat(kept.guests()).containsExactly(TEN);
        assertThat(kept.peers(TEN)).containsExactly("floor", "collectd");
        assertThat(kept.values(TEN, "floor", Metric.WALL)).containsExactly(1.5, 2.0);
        assertThat(kept.values(TEN, "collectd", Metric.MEMORY)).containsExactly(9.0);
    }

    @Test
    void tellsOfSmallCrowdsFirst() {
        results.add(SIMULATED, "floor", Metric.WALL, 4);
        results.add(TEN, "floor", Metric.WALL, 1);

        assertThat(ValuesFile.text(results)).isEqualToNormalizingNewlines("""
                        guests,simulated,peer,metric,round,value
                        10,false,floor,WALL,1,1.0
                        1000,true,floor,WALL,1,4.0
                        """);
    }
}
