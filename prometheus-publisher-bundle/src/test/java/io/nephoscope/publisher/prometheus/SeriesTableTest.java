package io.nephoscope.publisher.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeriesTableTest {

    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
    private static final int INTERVAL = 300;

    private Instant now = START;
    private final SeriesTable table = new SeriesTable(() -> now, shown(1000, 0, false));

    @Test
    void showsTheNewestValueOfEachSeries() {
        table.put(batch(0, "a", "b"));

        table.put(batch(1, "a", "b"));

        assertThat(values()).containsOnlyKeys("a", "b").containsEntry("a", 1.0);
    }

    /** Ceilometer's exporter clears a metric before each poll: who scrapes meanwhile misses it. */
    @Test
    void showsTheOldValuesUntilTheNewOnesAreThere() {
        rounds(2, "a", "b", "c");

        table.put(batch(2, "a"));

        assertThat(values()).isEqualTo(Map.of("a", 2.0, "b", 1.0, "c", 1.0));
    }

    @Test
    void hidesWhatARoundHasNotSeenAfterHalfItsInterval() {
        rounds(3, "a", "b");
        table.put(batch(3, "a"));

        assertThat(values()).containsOnlyKeys("a", "b");
        now = now.plusSeconds(INTERVAL / 2 + 1);

        assertThat(values()).containsOnlyKeys("a");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void hidesWhatTwoRoundsHaveNotSeenAtOnce() {
        table.put(batch(0, "a", "b"));
        table.put(batch(1, "a"));
        table.put(batch(2, "a"));

        assertThat(values()).containsOnlyKeys("a");
    }

    @Test
    void hidesWhatIsNotPolledAnyMore() {
        rounds(3, "a");

        now = now.plusSeconds(INTERVAL * 5 / 2);
        assertThat(values()).containsOnlyKeys("a");
        now = now.plusSeconds(1);

        assertThat(values()).isEmpty();
        assertThat(table.size()).isZero();
    }

    /** What is new is polled at once, and then with all others: the first difference is no interval. */
    @Test
    void doesNotTakeTheFirstDifferenceForTheInterval() {
        table.put(batch("s", "cpu", START, "a"));
        table.put(batch("s", "cpu", START.plusSeconds(7), "a"));

        now = START.plusSeconds(INTERVAL);

        assertThat(values()).containsOnlyKeys("a");
    }

    @Test
    void hidesWhatIsNotPolledForAsLongAsTheOperatorSays() {
        table.follow(shown(1000, 60, false));
        rounds(3, "a");

        now = now.plusSeconds(61);

        assertThat(values()).isEmpty();
    }

    /** In Ceilometer's exporter each of the two erases the values of the other. */
    @Test
    void keepsTheValuesOfTwoSourcesApart() {
        rounds(3, "a");
        table.put(batch("other", "cpu", now, "b"));
        table.put(batch("other", "cpu", now.plusSeconds(10), "b"));
        table.put(batch("other", "cpu", now.plusSeconds(20), "b"));

        assertThat(values()).containsOnlyKeys("a", "b");
    }

    /** In Ceilometer's exporter it stays for ever: only what bears the pollster's name is cleared. */
    @Test
    void hidesMetersThatAPollsterOfManyMakesNoMore() {
        table.put(batch("s", "dynamic", START, "a"));
        Sample other = Sample.of(Meter.gauge("dynamic.other", ""), 1, Subject.of("a"));
        for (int i = 1; i < 4; i++) {
            now = START.plusSeconds((long) i * INTERVAL);
            table.put(new FakeBatch(UUID.randomUUID(), "s", "dynamic", now, now, List.of(other)));
        }

        assertThat(names()).containsExactly("ceilometer_dynamic_other");
    }

    @Test
    void takesNoOlderValueForANewerOne() {
        rounds(3, "a");

        int lost = table.put(batch(1, "a", "b"));

        assertThat(lost).isZero();
        assertThat(values()).isEqualTo(Map.of("a", 2.0));
    }

    /** What a journal kept over night says nothing of now. */
    @Test
    void showsNothingOfLongAgo() {
        table.put(batch("s", "cpu", START.minusSeconds(86_400), "a"));

        assertThat(values()).isEmpty();
    }

    @Test
    void takesNoMoreSeriesThanItMay() {
        table.follow(shown(2, 0, false));

        int lost = table.put(batch(0, "a", "b", "c", "d"));
        int lostAgain = table.put(batch(1, "a", "b", "c"));

        assertThat(lost).isEqualTo(2);
        assertThat(lostAgain).isEqualTo(1);
        assertThat(values()).isEqualTo(Map.of("a", 1.0, "b", 1.0));
        assertThat(table.isFull()).isTrue();
    }

    @Test
    void makesRoomOfWhatIsNotShownAnyMore() {
        table.follow(shown(2, 0, false));
        rounds(3, "a", "b");
        now = now.plusSeconds(INTERVAL * 3);

        int lost = table.put(batch("s", "cpu", now, "c", "d"));

        assertThat(lost).isZero();
        assertThat(values()).containsOnlyKeys("c", "d");
    }

    /** Both become ceilometer_a_b; a name must not be there twice. */
    @Test
    void showsMetersThatBearOneNameForPrometheusTogether() {
        List<Sample> samples = List.of(
                Sample.of(Meter.gauge("a.b", ""), 1, Subject.of("r")),
                Sample.of(Meter.gauge("a-b", ""), 2, Subject.of("r")));

        table.put(FakeBatch.of("s", "p", START, samples));

        assertThat(names()).containsExactly("ceilometer_a_b");
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void showsNumbersOfAnySizeAndTheTimesOfPollsWhereTheyAreWanted() {
        table.follow(shown(10, 0, true));
        Sample huge = Sample.of(Meter.cumulative("huge", "B"), BigInteger.ONE.shiftLeft(64), Subject.of("a"));

        table.put(FakeBatch.of("s", "huge", START, List.of(huge)));

        GaugeSnapshot snapshot = (GaugeSnapshot) table.snapshots().get(0);
        assertThat(snapshot.getDataPoints().get(0).getValue()).isEqualTo(0x1p64);
        assertThat(snapshot.getDataPoints().get(0).getScrapeTimestampMillis()).isEqualTo(START.toEpochMilli());
        assertThat(snapshot.getMetadata().getHelp()).isEqualTo("Ceilometer's meter huge, cumulative in B");
    }

    private static PrometheusSettings.Shown shown(int most, int staleAfter, boolean timestamps) {
        return new PrometheusSettings.Shown(most, Duration.ofSeconds(staleAfter), timestamps, List.of());
    }

    /** Rounds from 0 on; each value is the number of its round. */
    private void rounds(int count, String... resources) {
        for (int i = 0; i < count; i++) {
            table.put(batch(i, resources));
        }
    }

    private SampleBatch batch(int round, String... resources) {
        Instant due = START.plusSeconds((long) round * INTERVAL);
        now = due.isAfter(now) ? due : now;
        return FakeBatch.of(
                "s",
                "cpu",
                due,
                Arrays.stream(resources)
                        .map(id -> Sample.of(Meter.gauge("cpu", ""), round, Subject.of(id)))
                        .toList());
    }

    private static SampleBatch batch(String source, String pollster, Instant due, String... resources) {
        return FakeBatch.of(
                source,
                pollster,
                due,
                Arrays.stream(resources)
                        .map(id -> Sample.of(Meter.gauge(pollster, ""), 1, Subject.of(id)))
                        .toList());
    }

    private List<String> names() {
        return table.snapshots().stream()
                .map(each -> each.getMetadata().getPrometheusName())
                .toList();
    }

    private Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        for (MetricSnapshot metric : table.snapshots()) {
            ((GaugeSnapshot) metric)
                    .getDataPoints()
                    .forEach(point -> values.put(point.getLabels().get("resource"), point.getValue()));
        }
        return values;
    }
}
