package io.nephoscope.core.publish;

import io.nephoscope.journal.JournalLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * How batches are kept until they are delivered.
 *
 * @param kind where
 * @param folder of the journal on disk
 * @param limits its bounds
 * @param age after which a batch is dropped; zero for never
 * @param full what becomes of a batch when a bound is reached
 * @param forceInterval how long a batch may be in memory alone, while the disk takes what it is given
 * @param liveFirst publishers that get what was polled just now before what has waited
 */
public record StoreSettings(
        Kind kind,
        Path folder,
        JournalLimits limits,
        Duration age,
        WhenFull full,
        Duration forceInterval,
        Set<String> liveFirst) {

    /** Until the configuration is known: there is no publisher, and so nothing to keep. */
    public static final StoreSettings NONE = new StoreSettings(
            Kind.MEMORY,
            Path.of(""),
            new JournalLimits(0, 0),
            Duration.ZERO,
            WhenFull.DROP_OLDEST,
            Duration.ZERO,
            Set.of());

    /** The one that shows samples to whoever looks, and confirms nothing to anybody. */
    private static final String CONSOLE = "console";

    /** Where batches are kept. */
    public enum Kind {
        /** On disk, unless the console is the only publisher. */
        AUTO,
        /** On disk: they outlive the process. */
        DISK,
        /** In memory: they end with the process. */
        MEMORY
    }

    /** What becomes of a batch when a bound is reached. */
    public enum WhenFull {
        /** The oldest of the pollster that has most samples in the store make room. */
        DROP_OLDEST,
        /** Nothing is polled until there is room. */
        PAUSE_POLLING
    }

    public StoreSettings {
        liveFirst = Set.copyOf(liveFirst);
    }

    /** The folder of the journal; empty if it is to be in memory. */
    Optional<Path> place(Collection<String> publishers) {
        boolean lasting =
                kind == Kind.DISK || (kind == Kind.AUTO && publishers.stream().anyMatch(name -> !name.equals(CONSOLE)));
        return lasting ? Optional.of(folder) : Optional.empty();
    }
}
