package io.nephoscope.core.agent;

import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.runtime.Settings;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the core's configuration, again whenever it changes. Thread-safe. */
final class SettingsReader {

    private static final long YEAR = 31_536_000;

    private static final Key<List<String>> NAMESPACES = Key.someWords("polling.namespaces");
    private static final Key<List<String>> PUBLISHERS = Key.words("publishers");
    private static final Key<Long> BATCH_SIZE = Key.number("batch.size", 0, 100_000);
    private static final Key<Long> THREADS = Key.number("threads", 1, 256);
    private static final Key<String> SAMPLE_SOURCE = Key.filledText("sample.source");
    private static final Key<Long> QUEUE_CAPACITY = Key.number("queue.capacity", 1, 100_000_000);
    private static final Key<Duration> FIRST_DELAY = Key.seconds("blacklist.first.delay", 0, YEAR);
    private static final Key<Duration> MAX_DELAY = Key.seconds("blacklist.max.delay", 0, YEAR);

    private static final Key<Long> MAX_SAMPLES = Key.number("poll.samples.max", 1, 100_000_000);
    private static final Key<Long> MAX_RESOURCES = Key.number("discovery.resources.max", 1, 10_000_000);

    private static final Key<Boolean> NAMES = Key.flag("identity.name.discovery");

    private final Configuration configuration = new Configuration(
            Agent.PID,
            CoreConfig.class,
            NAMESPACES,
            PUBLISHERS,
            BATCH_SIZE,
            THREADS,
            SAMPLE_SOURCE,
            QUEUE_CAPACITY,
            FIRST_DELAY,
            MAX_DELAY,
            MAX_SAMPLES,
            MAX_RESOURCES,
            NAMES);

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
        return new Settings(Set.copyOf(wanted), values.get(PUBLISHERS), values.get(QUEUE_CAPACITY), polls);
    }
}
