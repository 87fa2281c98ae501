package io.nephoscope.core.agent;

import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.publish.StoreSettings;
import io.nephoscope.core.runtime.Settings;
import io.nephoscope.journal.JournalLimits;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the core's configuration, again whenever it changes. Thread-safe. */
final class SettingsReader {

    private static final long YEAR = 31_536_000;
    private static final long MEBIBYTE = 1 << 20;

    private static final Key<List<String>> NAMESPACES = Key.someWords("polling.namespaces");
    private static final Key<List<String>> PUBLISHERS = Key.words("publishers");
    private static final Key<Long> BATCH_SIZE = Key.number("batch.size", 0, 100_000);
    private static final Key<Long> THREADS = Key.number("threads", 1, 256);
    private static final Key<String> SAMPLE_SOURCE = Key.filledText("sample.source");
    private static final Key<StoreSettings.Kind> JOURNAL = Key.oneOf("journal", StoreSettings.Kind.class);
    private static final Key<String> JOURNAL_DIRECTORY = Key.filledText("journal.directory");
    private static final Key<Long> JOURNAL_SIZE = Key.number("journal.size", 16, 1_048_576);
    private static final Key<Long> JOURNAL_MEMORY_SIZE = Key.number("journal.memory.size", 1, 1_048_576);
    private static final Key<Duration> JOURNAL_AGE = Key.seconds("journal.age", 0, YEAR);
    private static final Key<StoreSettings.WhenFull> JOURNAL_FULL =
            Key.oneOf("journal.full", StoreSettings.WhenFull.class);
    private static final Key<Long> JOURNAL_FORCE = Key.number("journal.force.interval", 1, 60_000);
    private static final Key<List<String>> LIVE_FIRST = Key.words("journal.live.first.publishers");
    private static final Key<Duration> FIRST_DELAY = Key.seconds("blacklist.first.delay", 0, YEAR);
    private static final Key<Duration> MAX_DELAY = Key.seconds("blacklist.max.delay", 0, YEAR);

    private static final Key<Long> MAX_SAMPLES = Key.number("poll.samples.max", 1, 100_000_000);
    private static final Key<Long> MAX_RESOURCES = Key.number("discovery.resources.max", 1, 10_000_000);

    private static final Key<Boolean> NAMES = Key.flag("identity.name.discovery");
    private static final Key<Boolean> GAPS = Key.flag("completeness.gaps");

    private final Configuration configuration = new Configuration(
            Agent.PID,
            CoreConfig.class,
            NAMESPACES,
            PUBLISHERS,
            BATCH_SIZE,
            THREADS,
            SAMPLE_SOURCE,
            JOURNAL,
            JOURNAL_DIRECTORY,
            JOURNAL_SIZE,
            JOURNAL_MEMORY_SIZE,
            JOURNAL_AGE,
            JOURNAL_FULL,
            JOURNAL_FORCE,
            LIVE_FIRST,
            FIRST_DELAY,
            MAX_DELAY,
            MAX_SAMPLES,
            MAX_RESOURCES,
            NAMES,
            GAPS);

    private final Path folder;

    /** @param folder of the agent's own files, to which the journal's is relative */
    SettingsReader(Path folder) {
        this.folder = folder;
    }

    /** Why values were refused at the last reading, one sentence each. */
    List<String> refused() {
        return configuration.refused();
    }

    /** What was taken at the last reading but is probably not meant, one sentence each. */
    List<String> warnings() {
        return configuration.warnings();
    }

    /** @param namespaces those of the command line, which win */
    Settings read(Map<String, ?> properties, Optional<String> namespaces) {
        KeyValues values = configuration.read(properties);
        List<String> wanted = namespaces.map(NAMESPACES::parse).orElseGet(() -> values.get(NAMESPACES));
        PollSettings polls = new PollSettings(
                values.get(THREADS).intValue(),
                values.get(BATCH_SIZE).intValue(),
                values.get(SAMPLE_SOURCE),
                Backoff.exact(values.get(FIRST_DELAY), values.get(MAX_DELAY)),
                new PollSettings.Bounds(
                        values.get(MAX_SAMPLES).intValue(),
                        values.get(MAX_RESOURCES).intValue()),
                values.get(NAMES));
        return new Settings(Set.copyOf(wanted), values.get(PUBLISHERS), store(values), polls, values.get(GAPS));
    }

    private StoreSettings store(KeyValues values) {
        return new StoreSettings(
                values.get(JOURNAL),
                folder.resolve(values.get(JOURNAL_DIRECTORY)),
                new JournalLimits(values.get(JOURNAL_SIZE) * MEBIBYTE, values.get(JOURNAL_MEMORY_SIZE) * MEBIBYTE),
                values.get(JOURNAL_AGE),
                values.get(JOURNAL_FULL),
                Duration.ofMillis(values.get(JOURNAL_FORCE)),
                Set.copyOf(values.get(LIVE_FIRST)));
    }
}
