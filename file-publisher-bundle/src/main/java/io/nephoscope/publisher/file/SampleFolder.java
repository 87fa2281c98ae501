package io.nephoscope.publisher.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The folder of the files, which one process at a time may write to. Its methods may be called from any thread. */
final class SampleFolder implements Closeable {

    private static final String LOCK = ".lock";

    private final Path path;
    private final RandomAccessFile lockFile;

    private SampleFolder(Path path, RandomAccessFile lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder if it is not there, and takes it for this process alone.
     *
     * @throws IOException if it cannot be used, or another process does
     */
    static SampleFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        RandomAccessFile lockFile = new RandomAccessFile(path.resolve(LOCK).toFile(), "rw");
        try {
            FileLock lock = lockFile.getChannel().tryLock();
            if (lock != null) {
                return new SampleFolder(path, lockFile);
            }
        } catch (OverlappingFileLockException e) {
            // Another publisher of this process, which has not ended yet.
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
        lockFile.close();
        throw new IOException("another process writes to it; give each agent a folder of its own");
    }

    Path path() {
        return path;
    }

    Path resolve(SampleFileName name) {
        return path.resolve(name.toString());
    }

    /** The names of all files of samples, from the oldest to the newest. */
    NavigableSet<SampleFileName> names() throws IOException {
        NavigableSet<SampleFileName> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                SampleFileName.of(file.getFileName().toString()).ifPresent(names::add);
            }
        }
        return names;
    }

    /** The file that was written to last, if it has not been compressed. */
    Optional<SampleFileName> newest() throws IOException {
        NavigableSet<SampleFileName> names = names();
        return names.isEmpty() || names.last().isCompressed() ? Optional.empty() : Optional.of(names.last());
    }

    /** A name for a file that is begun now; it is after all others, though the clock may have been set back. */
    SampleFileName next(Instant now) throws IOException {
        Instant begun = now.truncatedTo(ChronoUnit.MILLIS);
        NavigableSet<SampleFileName> names = names();
        if (!names.isEmpty() && !begun.isAfter(names.last().begun())) {
            begun = names.last().begun().plusMillis(1);
        }
        return new SampleFileName(begun, false);
    }

    /** What processes that were killed have left of files that they compressed. */
    List<Path> unfinished() throws IOException {
        List<Path> unfinished = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "samples-*" + SampleFileName.UNFINISHED)) {
            files.forEach(unfinished::add);
        }
        return unfinished;
    }

    /** Brings to the disk which files there are. */
    void force() throws IOException {
        // An interrupt would close the channel; it is somebody else's, and kept for them.
        boolean interrupted = Thread.interrupted();
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Leaves the folder to others. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
