package io.nephoscope.core.publish;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.journal.JournalLimits;
import io.nephoscope.journal.RoutedBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Batches to keep, and settings to keep them by. */
final class Batches {

    private Batches() {}

    static RoutedBatch batch(String pollster, int samples, String... publishers) {
        return due(pollster, samples, Instant.EPOCH, publishers);
    }

    static RoutedBatch due(String pollster, int samples, Instant due, String... publishers) {
        return new RoutedBatch(
                UUID.randomUUID(),
                "source",
                pollster,
                due,
                due,
                Collections.nCopies(samples, RecordingPollster.sample(Resource.of("r"))),
                List.of(publishers));
    }

    /** One that another agent may have polled instead. */
    static RoutedBatch shared(String pollster, Instant due) {
        RoutedBatch batch = due(pollster, 1, due);
        return new RoutedBatch(
                batch.id(), batch.source(), pollster, due, due, batch.samples(), batch.publishers(), true);
    }

    /** What a batch weighs in memory. */
    static long bytes(int samples) {
        return batch("any", samples).weight();
    }

    static StoreSettings inMemory(long bytes) {
        return settings(StoreSettings.Kind.MEMORY, Path.of(""), new JournalLimits(bytes, bytes));
    }

    static StoreSettings onDisk(Path folder, long bytes) {
        return settings(StoreSettings.Kind.DISK, folder, new JournalLimits(bytes, bytes));
    }

    private static StoreSettings settings(StoreSettings.Kind kind, Path folder, JournalLimits limits) {
        return new StoreSettings(
                kind,
                folder,
                limits,
                Duration.ZERO,
                StoreSettings.WhenFull.DROP_OLDEST,
                Duration.ofMillis(5),
                Set.of());
    }

    static StoreSettings pausing(StoreSettings settings) {
        return new StoreSettings(
                settings.kind(),
                settings.folder(),
                settings.limits(),
                settings.age(),
                StoreSettings.WhenFull.PAUSE_POLLING,
                settings.forceInterval(),
                settings.liveFirst());
    }

    static StoreSettings noOlderThan(StoreSettings settings, Duration age) {
        return new StoreSettings(
                settings.kind(),
                settings.folder(),
                settings.limits(),
                age,
                settings.full(),
                settings.forceInterval(),
                settings.liveFirst());
    }

    static StoreSettings liveFirst(StoreSettings settings, String... publishers) {
        return new StoreSettings(
                settings.kind(),
                settings.folder(),
                settings.limits(),
                settings.age(),
                settings.full(),
                settings.forceInterval(),
                Set.of(publishers));
    }
}
