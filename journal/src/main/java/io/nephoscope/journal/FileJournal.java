package io.nephoscope.journal;

import io.nephoscope.journal.file.DiskFolder;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal on disk that lasts from process to process. What was accepted is written as soon as a force under way has ended,
 * and so outlasts the end of the process; once it is forced it outlasts a loss of power, too. What the disk does not take waits in memory, up to a
 * bound, until it does. No damage and no failure of the disk keeps it from opening or ends it: they cost what they hit, are
 * counted and told.
 */
public final class FileJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private static final Backoff BACKOFF = Backoff.exact(Duration.ofMillis(100), Duration.ofSeconds(3));
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(30);

    private final JournalFolder folder;
    private final JournalState state;
    private final LoopThread writer;

    /** Who is told of each batch that a journal has when it is opened, the oldest first. */
    @FunctionalInterface
    public interface Found {

        /** A batch was found. */
        void found(long position, RoutedBatch batch);
    }

    private FileJournal(JournalFolder folder, JournalState state, LoopThread writer) {
        this.folder = folder;
        this.state = state;
        this.writer = writer;
    }

    /**
     * Opens the journal of a folder, which is made if it is not there. If the folder cannot be used the journal is in
     * memory until it can.
     *
     * @param forceInterval how long what was accepted may wait until it is made safe together with what comes meanwhile
     * @param found called for each batch, in this call; from the thread that writes where the folder could not be read
     *     before, once it can
     * @throws JournalInUseException if another process, or another journal of this one, uses the folder
     */
    public static FileJournal open(Path folder, JournalLimits limits, Duration forceInterval, Found found)
            throws JournalInUseException {
        return open(new DiskFolder(folder), limits, forceInterval, found);
    }

    static FileJournal open(JournalFolder folder, JournalLimits limits, Duration forceInterval, Found found)
            throws JournalInUseException {
        claim(folder);
        Recovery recovery = new Recovery(folder);
        boolean read = recover(recovery, folder);
        long end = read ? Math.max(recovery.end(), new CursorFile(folder).end()) : beyondWhatCannotBeRead();
        JournalState state = new JournalState(recovery.segments(), end, limits, forceInterval);
        tellFound(folder, recovery, state, found);
        LateRecovery late = read ? null : new LateRecovery(folder, state, found);
        JournalWriter step = new JournalWriter(folder, state, recovery, late);
        LoopThread writer = LoopThread.start("journal-writer", BACKOFF, step, LoopThread.Listener.NONE);
        return new FileJournal(folder, state, writer);
    }

    /** No journal counts so fast that it comes after the clock. */
    private static long beyondWhatCannotBeRead() {
        return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    }

    private static void claim(JournalFolder folder) throws JournalInUseException {
        try {
            folder.claim();
        } catch (JournalInUseException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("{} cannot be used now; the writer tells.", folder, e);
        }
    }

    private static boolean recover(Recovery recovery, JournalFolder folder) {
        try {
            recovery.run();
            return true;
        } catch (IOException e) {
            LOG.debug("{} cannot be read now; the writer tells.", folder, e);
            return false;
        }
    }

    static void tellFound(JournalFolder folder, Recovery recovery, JournalState state, Found found) {
        state.torn(recovery.tornBytes());
        DamagedRecords damaged = new DamagedRecords(folder, state);
        for (Recovery.FoundSegment segment : recovery.damaged()) {
            damaged.damaged(segment.segment(), segment.segment().readable(), segment.size(), 1);
        }
        recovery.rescued().forEach(state::appendFound);
        SegmentSource source = new SegmentSource(folder, damaged);
        try (JournalReader reader = new FileJournalReader(state, source, 0, Duration.ZERO)) {
            for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
                found.found(entry.position(), entry.batch());
            }
        }
    }

    @Override
    public long append(RoutedBatch batch) {
        return state.append(batch, batch.weight());
    }

    @Override
    public long first() {
        return state.first();
    }

    @Override
    public long end() {
        return state.end();
    }

    @Override
    public JournalReader reader(long from) {
        return reader(from, PATIENCE);
    }

    /** One that waits as long as is said for what cannot be read. */
    JournalReader reader(long from, Duration patience) {
        SegmentSource source = new SegmentSource(folder, new DamagedRecords(folder, state));
        return new FileJournalReader(state, source, from, patience);
    }

    @Override
    public void release(long before) {
        state.release(before);
    }

    @Override
    public Positions drop(long position) {
        return state.drop(position);
    }

    @Override
    public boolean hasRoom() {
        return state.hasRoom();
    }

    @Override
    public long roomFrom() {
        return state.roomFrom();
    }

    @Override
    public void limit(JournalLimits limits) {
        state.limit(limits);
    }

    /** Changes how long what was accepted may wait. */
    public void setForceInterval(Duration interval) {
        state.forceInterval(interval);
    }

    @Override
    public void force() throws InterruptedException {
        state.force();
    }

    @Override
    public JournalStatus status() {
        return state.status();
    }

    /** Waits for the disk, but not for one that hangs. The folder is free once the disk has answered. */
    @Override
    public void close() {
        close(END);
    }

    void close(Duration atMost) {
        state.close();
        try {
            if (!writer.join(atMost)) {
                LOG.error(
                        "The disk of {} did not answer for {} s; what it did not take is lost.",
                        folder,
                        atMost.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
