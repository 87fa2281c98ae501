package io.nephoscope.publisher.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that lines are appended to: whole lines or none. Used by one thread at a time. */
final class LinesFile {

    private static final Logger LOG = LoggerFactory.getLogger(LinesFile.class);

    private final Path path;
    private final OutputFile file;
    /** What the file system knows the file by; null where it tells none. */
    private final @Nullable Object key;

    private long size;
    private long forced;
    /** Whether the file may hold a part of a line after its size. */
    private boolean isTorn;

    private LinesFile(Path path, OutputFile file, long size) throws IOException {
        this.path = path;
        this.file = file;
        this.key = key(path);
        this.size = size;
        this.forced = size;
    }

    /** Opens a file, and takes away what a process that ended in the middle of a line has left of it. */
    static LinesFile open(Path path, OutputFile.Opener opener) throws IOException {
        OutputFile file = opener.open(path);
        try {
            long length = file.length();
            long whole = WholeLines.length(path);
            if (whole < length) {
                file.cut(whole);
                LOG.warn(
                        "{}: {} bytes at its end were no whole lines and are cut; they come again.",
                        path,
                        length - whole);
            }
            return new LinesFile(path, file, whole);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Bytes that a power failure would take. */
    long unforced() {
        return size - forced;
    }

    /**
     * Appends lines.
     *
     * @throws IOException if none of them has been appended
     */
    void append(byte[] lines) throws IOException {
        if (isTorn) {
            file.cut(size);
            isTorn = false;
        }
        try {
            file.append(lines);
            size += lines.length;
        } catch (IOException e) {
            isTorn = true;
            throw e;
        }
    }

    /**
     * Brings all lines to the disk.
     *
     * @throws IOException if they may not be there, or not where a reader finds them; then {@link #abandon} it
     */
    void force() throws IOException {
        file.force();
        if (!Files.exists(path) || !Objects.equals(key, key(path))) {
            throw new NoSuchFileException(path.toString(), null, "somebody has taken it away while it was written to");
        }
        forced = size;
    }

    /**
     * Closes the file after a force that failed, which is not to be tried again: the system may have forgotten what it
     * could not write. What was not forced before is taken away.
     */
    void abandon() {
        try {
            file.cut(forced);
        } catch (IOException e) {
            LOG.warn("{}: may hold lines twice or in part, for they cannot be taken away: {}", path, e.toString());
        }
        close();
    }

    /** Closes the file as it is; one that nothing was written to is taken away. */
    void close() {
        try {
            if (isTorn) {
                file.cut(size);
            }
        } catch (IOException e) {
            LOG.warn("{}: ends in the middle of a line: {}", path, e.toString());
        }
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("{}: cannot be closed: {}", path, e.toString());
        }
    }
}
