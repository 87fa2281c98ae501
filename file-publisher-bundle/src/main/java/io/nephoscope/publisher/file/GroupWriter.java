package io.nephoscope.publisher.file;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Appends batches to a file, and confirms them when they have been forced to the disk: all that came within one interval
 * together. Batches are written by the caller; a thread forces, and closes files that are old. Both do so under the lock,
 * with which no delivery is told its end.
 */
final class GroupWriter {

    /** So much is never left to the interval. */
    private static final long MOST_UNFORCED = 8 << 20;

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(2);
    private static final Backoff PAUSE = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final Runnable whenFilesChange;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final LoopThread thread;
    private volatile @Nullable Wish wish;
    /** Why nothing can be written; empty while all is well. */
    private volatile String trouble = "";

    // Guarded by this.
    private final RotatingFile rotating;
    private final List<Waiting> waiting = new ArrayList<>();
    /** To be told when the lock is let go. */
    private final List<Runnable> ends = new ArrayList<>();

    private boolean isClosed;

    /** A batch that waits to be forced. */
    private record Waiting(Delivery delivery, int samples) {}

    /** Where and how to write. */
    private record Wish(Path directory, FileSettings settings) {}

    /** @param whenFilesChange is called, under the lock, when a file was opened, and others closed before; not to wait */
    GroupWriter(RotatingFile rotating, Runnable whenFilesChange) {
        this.rotating = rotating;
        this.whenFilesChange = whenFilesChange;
        this.thread = LoopThread.start("nephoscope-file-writer", PAUSE, this::round, LoopThread.Listener.NONE);
    }

    /** Writes so from now on; returns at once. */
    void follow(Path directory, FileSettings settings) {
        wish = new Wish(directory, settings);
        wake.release();
    }

    /**
     * Appends the lines of a batch. Its delivery is told its end when they have been forced.
     *
     * @throws IOException if none of them has been appended; the delivery is told nothing then
     */
    void write(byte[] lines, int samples, Delivery delivery) throws IOException {
        try {
            append(lines, new Waiting(delivery, samples));
        } catch (IOException e) {
            trouble = reason(e);
            throw new IOException(trouble, e);
        } finally {
            tell();
        }
        wake.release();
    }

    private synchronized void append(byte[] lines, Waiting batch) throws IOException {
        Wish now = wish;
        if (isClosed || now == null) {
            throw new IOException("the publisher is not at work");
        }
        prepare(now, lines.length).append(lines);
        waiting.add(batch);
        inFlight.addAndGet(batch.samples);
        if (now.settings.forceInterval().isZero() || rotating.unforced() >= MOST_UNFORCED) {
            force();
        }
    }

    private LinesFile prepare(Wish now, int more) throws IOException {
        closeIfOver(now, more);
        boolean wasOpen = rotating.isOpen();
        LinesFile file = rotating.open(now.directory, now.settings, more);
        if (!wasOpen) {
            whenFilesChange.run();
        }
        return file;
    }

    private void closeIfOver(Wish now, int more) {
        if (rotating.isOver(now.directory, now.settings, more)) {
            force();
            rotating.close();
        }
    }

    /** With the lock held. An error makes an end of the file: what is in it after that is not known. */
    private void force() {
        if (waiting.isEmpty()) {
            return;
        }
        String failure = "";
        try {
            rotating.force();
        } catch (IOException e) {
            failure = reason(e);
            rotating.abandon();
        }
        trouble = failure;
        for (Waiting each : waiting) {
            inFlight.addAndGet(-each.samples);
            confirmed.addAndGet(failure.isEmpty() ? each.samples : 0);
            String why = failure;
            ends.add(why.isEmpty() ? each.delivery::confirmed : () -> each.delivery.refused(why, false));
        }
        waiting.clear();
    }

    /** Never with the lock held: whoever is told has locks of their own. */
    private void tell() {
        List<Runnable> now;
        synchronized (this) {
            now = List.copyOf(ends);
            ends.clear();
        }
        now.forEach(Runnable::run);
    }

    /** One round of the thread. */
    private void round() throws InterruptedException {
        boolean unused = wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        Wish now = wish;
        if (now == null) {
            return;
        }
        open(now);
        Thread.sleep(now.settings.forceInterval().toMillis());
        wake.drainPermits();
        synchronized (this) {
            force();
            closeIfOver(now, 0);
        }
        tell();
    }

    /** What is wrong with the folder is known, and what was left of files is put in order, before there is a batch. */
    private synchronized void open(Wish now) {
        if (isClosed || rotating.place().isPresent()) {
            return;
        }
        try {
            prepare(now, 0);
            trouble = "";
        } catch (IOException e) {
            trouble = reason(e);
        }
    }

    /** Forces what has been written, confirms it, and writes no more. */
    void close() throws InterruptedException {
        thread.close();
        boolean unused = thread.join(END);
        synchronized (this) {
            force();
            rotating.leave();
            isClosed = true;
        }
        tell();
    }

    /** How it fares, with the samples that are on their way and confirmed. */
    PublisherStatus status() {
        String why = trouble;
        Wish now = wish;
        PublisherStatus status = !why.isEmpty()
                ? PublisherStatus.of(PublisherStatus.State.FAILED, "cannot write to " + directory(now) + ": " + why)
                : rotating.place().isEmpty()
                        ? PublisherStatus.of(PublisherStatus.State.CONNECTING, "opens " + directory(now))
                        : PublisherStatus.of(PublisherStatus.State.CONNECTED, "writes to " + directory(now));
        status.inFlight = inFlight.get();
        status.confirmed = confirmed.get();
        return status;
    }

    private static String directory(@Nullable Wish now) {
        return now == null ? "its folder" : now.directory.toString();
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (failure instanceof FileSystemException ofFile && ofFile.getReason() != null) {
            return ofFile.getFile() + ": " + ofFile.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
