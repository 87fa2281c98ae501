package io.nephoscope.publisher.file;

import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compresses files that are closed, and deletes the oldest when there are too many, on a thread of its own. Each step can
 * be cut short by a kill and is done again by the next process: a file is there compressed, or as it was, or both.
 */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(2);
    private static final Backoff PAUSE = Backoff.exact(Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final int CHUNK = 1 << 16;

    private final Supplier<Optional<RotatingFile.Place>> place;
    private final Supplier<FileSettings> settings;
    private final Semaphore wake = new Semaphore(0);
    private final LoopThread thread;
    private volatile Kept kept = new Kept(0, 0);
    /** Why closed files stay as they are; empty if they do not. */
    private volatile String trouble = "";

    private volatile boolean isClosed;

    /** What there is. */
    record Kept(int files, long bytes) {}

    /**
     * Begins at once.
     *
     * @param settings are asked when there is a place
     */
    Housekeeping(Supplier<Optional<RotatingFile.Place>> place, Supplier<FileSettings> settings) {
        this.place = place;
        this.settings = settings;
        this.thread = LoopThread.start(
                "nephoscope-file-housekeeping",
                PAUSE,
                () -> {
                    boolean unused = wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                    look();
                },
                new LoopThread.Listener() {

                    @Override
                    public void failed(Throwable cause, int failuresInARow) {
                        trouble = cause.toString();
                    }

                    @Override
                    public void recovered() {
                        trouble = "";
                    }
                });
    }

    /** Looks at the files soon. */
    void nudge() {
        wake.release();
    }

    /** What there was when it looked last. */
    Kept kept() {
        return kept;
    }

    /** Why it could not do its work; empty if it could. */
    String trouble() {
        return trouble;
    }

    private void look() throws IOException {
        RotatingFile.Place now = place.get().orElse(null);
        if (now != null) {
            keepInOrder(now.folder(), now.newest(), settings.get());
        }
    }

    private void keepInOrder(SampleFolder folder, SampleFileName newest, FileSettings how) throws IOException {
        for (Path left : folder.unfinished()) {
            Files.deleteIfExists(left);
        }
        try {
            for (SampleFileName name : folder.names().headSet(newest, false)) {
                if (!name.isCompressed() && !isClosed) {
                    compress(folder, name, how.compress());
                }
            }
        } finally {
            keepWithinBounds(folder, how);
        }
    }

    /** A file that was closed by a kill, or by an error of its disk, may end in the middle of a line. */
    private void compress(SampleFolder folder, SampleFileName name, boolean isWanted) throws IOException {
        Path plain = folder.resolve(name);
        Path compressed = folder.resolve(name.compressed());
        long whole = WholeLines.length(plain);
        if (whole > 0 && !Files.exists(compressed)) {
            if (!isWanted) {
                return;
            }
            Path part = compressed.resolveSibling(compressed.getFileName() + SampleFileName.UNFINISHED);
            try {
                compress(plain, whole, part);
                Files.move(part, compressed, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            folder.force();
        }
        Files.deleteIfExists(plain);
    }

    private void compress(Path from, long length, Path to) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new FileInputStream(from.toFile());
                FileOutputStream file = new FileOutputStream(to.toFile());
                GZIPOutputStream out = new GZIPOutputStream(file, CHUNK)) {
            long left = length;
            while (left > 0) {
                int read = in.read(chunk, 0, (int) Math.min(CHUNK, left));
                if (read < 0 || isClosed) {
                    throw new IOException(isClosed ? "the publisher stops" : from + " was made shorter by somebody");
                }
                out.write(chunk, 0, read);
                left -= read;
            }
            out.finish();
            file.getFD().sync();
        }
    }

    private void keepWithinBounds(SampleFolder folder, FileSettings how) throws IOException {
        NavigableSet<SampleFileName> names = folder.names();
        long bytes = 0;
        for (SampleFileName name : names) {
            bytes += size(folder, name);
        }
        while (names.size() > 1 && (bytes > how.keepBytes() || names.size() - 1 > how.keepFiles())) {
            SampleFileName oldest = names.pollFirst();
            bytes -= size(folder, oldest);
            Files.deleteIfExists(folder.resolve(oldest));
            LOG.info("{} is deleted, so that there are no more than keep.files and keep.bytes say.", oldest);
        }
        kept = new Kept(names.size(), bytes);
    }

    private static long size(SampleFolder folder, SampleFileName name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Ends, in the middle of a file if need be, which the next process compresses then. */
    void close() throws InterruptedException {
        isClosed = true;
        thread.close();
        boolean unused = thread.join(END);
    }
}
