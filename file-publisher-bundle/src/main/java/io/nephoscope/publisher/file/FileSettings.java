package io.nephoscope.publisher.file;

import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The configuration, checked.
 *
 * @param directory where the files are; empty for the usual place
 * @param rotateSize bytes after which a file is closed
 * @param rotateAge after which a file is closed; zero for never
 * @param compress whether closed files are compressed
 * @param keepFiles closed files to keep
 * @param keepBytes bytes that all files may have
 * @param forceInterval between two forces; zero for one with each batch
 */
record FileSettings(
        Optional<Path> directory,
        long rotateSize,
        Duration rotateAge,
        boolean compress,
        long keepFiles,
        long keepBytes,
        Duration forceInterval) {

    private static final long LARGEST = 1L << 40;

    private static final Key<Optional<Path>> DIRECTORY = Key.of("directory", FileSettings::folder);
    private static final Key<Long> ROTATE_SIZE = Key.number("rotate.size", 1 << 10, 1 << 30);
    private static final Key<Duration> ROTATE_AGE = Key.seconds("rotate.age", 0, 366 * 86_400);
    private static final Key<Boolean> COMPRESS = Key.flag("compress");
    private static final Key<Long> KEEP_FILES = Key.number("keep.files", 1, 100_000);
    private static final Key<Long> KEEP_BYTES = Key.number("keep.bytes", 1 << 10, LARGEST);
    private static final Key<Long> FORCE_INTERVAL = Key.number("force.interval", 0, 10_000);

    /** Reads configurations of this PID. */
    static Configuration configuration(String pid) {
        return new Configuration(
                        pid,
                        FileConfig.class,
                        DIRECTORY,
                        ROTATE_SIZE,
                        ROTATE_AGE,
                        COMPRESS,
                        KEEP_FILES,
                        KEEP_BYTES,
                        FORCE_INTERVAL)
                .rule(
                        values -> values.get(KEEP_BYTES) < values.get(ROTATE_SIZE)
                                ? Optional.of("must not be less than rotate.size")
                                : Optional.empty(),
                        KEEP_BYTES,
                        ROTATE_SIZE);
    }

    static FileSettings of(KeyValues values) {
        return new FileSettings(
                values.get(DIRECTORY),
                values.get(ROTATE_SIZE),
                values.get(ROTATE_AGE),
                values.get(COMPRESS),
                values.get(KEEP_FILES),
                values.get(KEEP_BYTES),
                Duration.ofMillis(values.get(FORCE_INTERVAL)));
    }

    /** It is made when there is something to write, so it need not be there. */
    private static Optional<Path> folder(String written) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path folder = Path.of(written);
            if (folder.isAbsolute()) {
                return Optional.of(folder.normalize());
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path", e);
        }
        throw new IllegalArgumentException("must be an absolute path, such as ${nephoscope.var}/samples");
    }
}
