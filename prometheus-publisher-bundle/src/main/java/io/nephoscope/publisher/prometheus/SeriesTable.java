package io.nephoscope.publisher.prometheus;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The newest value of each series, as long as it is polled. Thread-safe: a scrape copies references under the lock, and
 * writes without it.
 */
final class SeriesTable {

    private final InstantSource clock;
    private final Map<String, Family> families = new HashMap<>();
    private final Map<RoundKey, PollRound> rounds = new HashMap<>();
    private PrometheusSettings.Shown shown;
    private int size;

    /** Who polls. */
    private record RoundKey(String source, String pollster) {}

    /** A metric with its series. */
    private record Family(MetricMetadata metadata, Map<Labels, Series> series) {}

    /** A value, and the round that it is of. */
    private record Series(GaugeDataPointSnapshot point, PollRound round, long number) {}

    SeriesTable(InstantSource clock, PrometheusSettings.Shown shown) {
        this.clock = clock;
        this.shown = shown;
    }

    /** Shows by other settings from now on. Labels of metadata change as samples come. */
    synchronized void follow(PrometheusSettings.Shown newShown) {
        shown = newShown;
    }

    /** How many series there are, those included that are not shown any more and have not been cleared away. */
    synchronized int size() {
        return size;
    }

    /** Whether no other series has a place. */
    synchronized boolean isFull() {
        return size >= shown.seriesMax();
    }

    /**
     * Takes the values of a batch, unless they are older than what is shown.
     *
     * @return how many had no place
     */
    synchronized int put(SampleBatch batch) {
        PollRound round = round(new RoundKey(batch.source(), batch.pollster()));
        if (!round.take(batch.due())) {
            return 0;
        }
        if (size + batch.samples().size() > shown.seriesMax()) {
            clear(clock.instant());
        }
        int homeless = 0;
        for (Sample sample : batch.samples()) {
            homeless += put(sample, batch.timestamp(), round) ? 0 : 1;
        }
        return homeless;
    }

    /** What has not been polled for long does not come back with the next poll. */
    private PollRound round(RoundKey key) {
        PollRound known = rounds.get(key);
        Instant now = clock.instant();
        if (known != null && known.isOver(now, shown.staleAfter())) {
            clear(now);
        }
        return rounds.computeIfAbsent(key, newcomer -> new PollRound());
    }

    private boolean put(Sample sample, Instant time, PollRound round) {
        Labels labels = SampleLabels.of(sample, shown.metadata());
        double value = sample.volume().doubleValue();
        GaugeDataPointSnapshot point = shown.timestamps()
                ? new GaugeDataPointSnapshot(value, labels, null, time.toEpochMilli())
                : new GaugeDataPointSnapshot(value, labels, null);
        String name = MetricNames.metric(sample.meter().name());
        Family family = families.get(name);
        boolean isNew = family == null || !family.series.containsKey(labels);
        if (isNew && size >= shown.seriesMax()) {
            return false;
        }
        if (family == null) {
            family = new Family(metadata(name, sample.meter()), new HashMap<>());
            families.put(name, family);
        }
        family.series.put(labels, new Series(point, round, round.number()));
        size += isNew ? 1 : 0;
        return true;
    }

    private static MetricMetadata metadata(String name, Meter meter) {
        String unit = meter.unit().isEmpty() ? "" : " in " + meter.unit();
        return new MetricMetadata(
                name, "Ceilometer's meter " + meter.name() + ", " + meter.type().wireName() + unit);
    }

    /** What is shown now. */
    MetricSnapshots snapshots() {
        List<Copy> copies;
        synchronized (this) {
            clear(clock.instant());
            copies = families.values().stream().map(Copy::of).toList();
        }
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        copies.forEach(copy -> all.metricSnapshot(new GaugeSnapshot(copy.metadata, copy.points)));
        return all.build();
    }

    /** What is needed of a family without the lock. */
    private record Copy(MetricMetadata metadata, List<GaugeDataPointSnapshot> points) {

        static Copy of(Family family) {
            List<GaugeDataPointSnapshot> points = new ArrayList<>(family.series.size());
            family.series.values().forEach(series -> points.add(series.point));
            return new Copy(family.metadata, points);
        }
    }

    /** Forgets what is not polled any more. */
    private void clear(Instant now) {
        for (Iterator<Family> each = families.values().iterator(); each.hasNext(); ) {
            Map<Labels, Series> series = each.next().series;
            int before = series.size();
            series.values().removeIf(one -> isStale(one, now));
            size -= before - series.size();
            if (series.isEmpty()) {
                each.remove();
            }
        }
        rounds.values().removeIf(round -> round.isOver(now, shown.staleAfter()));
    }

    private boolean isStale(Series series, Instant now) {
        return series.round.isOver(now, shown.staleAfter()) || series.round.hasLost(series.number, now);
    }
}
