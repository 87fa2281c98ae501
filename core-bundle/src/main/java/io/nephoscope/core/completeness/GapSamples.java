package io.nephoscope.core.completeness;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.core.publish.BatchSink;
import io.nephoscope.journal.RoutedBatch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Publishes gaps as samples of a meter of their own, by the way of all samples, but in batches that belong to no slot.
 * Of one thread at a time.
 */
final class GapSamples {

    /** The name of the meter and, in batches, of the pollster. */
    static final String METER = "nephoscope.polling.gap";

    /** In batches the name of the source. */
    static final String SOURCE = "nephoscope";

    private static final Meter GAP = Meter.delta(METER, "slot");

    private final NewGaps gaps;
    private final BatchSink sink;

    GapSamples(NewGaps gaps, BatchSink sink) {
        this.gaps = gaps;
        this.sink = sink;
    }

    /** Publishes what is new; what finds no room is tried again the next time. */
    void publish(Instant now, GapSettings settings) {
        List<NewGaps.Gap> all = gaps.take();
        int size = Math.max(1, settings.batchSize());
        for (int from = 0; from < all.size(); from += size) {
            List<NewGaps.Gap> some = all.subList(from, Math.min(all.size(), from + size));
            List<Sample> samples = some.stream()
                    .map(gap -> sample(gap).from(settings.sampleSource()))
                    .toList();
            RoutedBatch batch = new RoutedBatch(UUID.randomUUID(), SOURCE, METER, now, now, samples, List.of());
            if (!sink.hasRoom() || !sink.accept(batch)) {
                gaps.giveBack(all.subList(from, all.size()));
                return;
            }
        }
    }

    private static Sample sample(NewGaps.Gap gap) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("source", gap.series().source());
        metadata.put("pollster", gap.series().pollster());
        metadata.put("type", gap.kind().name().toLowerCase(Locale.ROOT));
        metadata.put("from", Instant.ofEpochMilli(gap.from()).toString());
        metadata.put("to", Instant.ofEpochMilli(gap.to()).toString());
        String resource = gap.series().source() + "/" + gap.series().pollster();
        return Sample.of(GAP, gap.slots(), new Subject(resource, Owner.NOBODY, Metadata.of(metadata)));
    }
}
