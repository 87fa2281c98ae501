package io.nephoscope.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Reads a text file once nobody writes to it any more: a valid prefix is not the file. */
final class SettledFile {

    /** How long a file must not change; editors and copies write faster. */
    static final Duration QUIET = Duration.ofMillis(300);

    private static final int LOOKS = 10;
    private static final long MAX_SIZE = 8L << 20;

    /** Waits; a seam for tests. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final Clock clock;
    private final Pause pause;

    SettledFile(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Reads the file.
     *
     * @return empty if the file is still being written after a while: then it changes once more, and
     *     whoever watches it will say so
     * @throws IOException if it cannot be read, is no UTF-8, or is too large
     */
    Optional<String> read(Path file) throws IOException, InterruptedException {
        FileStamp stamp = FileStamp.of(file);
        boolean settled = stamp.modified().toInstant().isBefore(clock.instant().minus(QUIET.multipliedBy(3)));
        for (int look = 0; !settled && look < LOOKS; look++) {
            pause.sleep(QUIET);
            FileStamp before = stamp;
            stamp = FileStamp.of(file);
            settled = stamp.equals(before);
        }
        return settled ? Optional.of(text(file, stamp)) : Optional.empty();
    }

    private static String text(Path file, FileStamp stamp) throws IOException {
        if (stamp.size() > MAX_SIZE) {
            throw new IOException("larger than " + MAX_SIZE + " bytes");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
