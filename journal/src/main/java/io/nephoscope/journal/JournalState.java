package io.nephoscope.journal;

import io.nephoscope.journal.JournalReader.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a journal on disk holds and where: shared by those who append, read and release, and by the one thread that
 * writes. Never touches a file. Thread-safe; all below is guarded by this.
 */
final class JournalState {

    private static final int TENTHS = 10;

    private final SegmentList segments;
    private final RecentBatches recent;
    private final WriterSchedule schedule;
    private JournalLimits limits;
    private @Nullable Segment active;
    private long released;
    private long written;
    private boolean shortOfMemory;
    /** How many bytes on disk a byte of a batch's weight takes; batches share what they weigh by themselves. */
    private double density = 0.5;

    private long bad;
    private long tornBytes;

    JournalState(SegmentList segments, long end, JournalLimits limits, Duration forceInterval) {
        this.segments = segments;
        this.recent = new RecentBatches(end);
        this.written = end;
        this.limits = limits;
        this.schedule = new WriterSchedule(forceInterval);
    }

    /** The state of segments that are only read. */
    static JournalState reading(SegmentList segments, long end) {
        return new JournalState(segments, end, new JournalLimits(0, 0), Duration.ZERO);
    }

    // Those who append.

    synchronized long append(RoutedBatch batch, long weight) {
        if (schedule.isClosing() || !hasRoom(weight)) {
            return Journal.NO_ROOM;
        }
        return add(batch, weight);
    }

    private long add(RoutedBatch batch, long weight) {
        boolean idle = recent.firstWaiting() == null;
        boolean first = recent.unsafe() == 0;
        long position = recent.append(batch, weight);
        schedule.arrived(first, recent.unsafeBytes() > limits.memory() / 4);
        if (idle) {
            notifyAll();
        }
        return position;
    }

    /** Accepts a batch that an earlier process had accepted already, whatever the bounds. */
    synchronized long appendFound(RoutedBatch batch) {
        return add(batch, batch.weight());
    }

    private boolean hasRoom(long weight) {
        long unsafe = recent.unsafeBytes() + weight;
        shortOfMemory = recent.unsafe() > 0 && unsafe > limits.memory();
        if (shortOfMemory) {
            return false;
        }
        boolean nothingElse = recent.unsafe() == 0 && first() == recent.end();
        return nothingElse || unsafe * density <= room();
    }

    /** Whether a tenth of each bound is left. */
    synchronized boolean hasRoom() {
        return recent.unsafeBytes() <= limits.memory() / TENTHS * (TENTHS - 1)
                && (room() - recent.unsafeBytes() * density) * TENTHS >= limits.bytes();
    }

    /** How many bytes can be written until the bound is reached. */
    private long room() {
        long segment = segmentBytes();
        long spent = segments.bytes();
        long left = 0;
        if (active != null && active.end() <= released) {
            spent -= active.bytes();
        } else if (active != null) {
            left = active.bytes() - active.readable();
        }
        return left + Math.max(0, limits.bytes() - spent) / segment * segment;
    }

    synchronized long segmentBytes() {
        return SegmentSize.of(limits.bytes());
    }

    synchronized void limit(JournalLimits newLimits) {
        limits = newLimits;
    }

    synchronized void forceInterval(Duration interval) {
        schedule.interval(interval);
        notifyAll();
    }

    // Those who read.

    synchronized long first() {
        Segment segment = segments.from(released);
        if (segment != null) {
            return Math.max(released, segment.first());
        }
        Entry entry = recent.next(released);
        return entry == null ? recent.end() : entry.position();
    }

    synchronized long end() {
        return recent.end();
    }

    /** Where the next batch from a position on is to be had. */
    synchronized Place locate(long wanted) {
        long position = Math.max(wanted, released);
        if (position < recent.from()) {
            Segment segment = segments.from(position);
            if (segment != null && segment.first() < recent.from()) {
                return new Place(position, null, segment, segment.readable(), segment.end());
            }
        }
        return new Place(position, recent.next(position), null, 0, 0);
    }

    /**
     * Where a batch is.
     *
     * @param position from which on to look
     * @param recent the batch itself, if it is in memory
     * @param segment that holds it otherwise; null if there is no batch
     * @param readable how many bytes of that can be read
     * @param end the position after its last one
     */
    record Place(
            long position, @Nullable Entry recent, @Nullable Segment segment, long readable, long end) {}

    /** Notes damage; returns whether nobody did before. */
    synchronized boolean damaged(Segment segment, long offset, long records) {
        boolean news = segment.isNewDamage(offset);
        bad += news ? records : 0;
        return news;
    }

    // Those who give up.

    synchronized void release(long before) {
        released = Math.max(released, Math.min(before, recent.end()));
        recent.release(released);
        segments.doomBefore(released, active);
        if (segments.hasDoomed()) {
            notifyAll();
        }
    }

    synchronized Positions drop(long position) {
        if (position < released) {
            return Positions.NONE;
        }
        Segment segment = segments.from(position);
        if (segment == null || !segment.holds(position)) {
            segment = active;
        }
        if (segment == null || position < segment.first() || position >= endOf(segment)) {
            return recent.drop(position) ? new Positions(position, position + 1) : Positions.NONE;
        }
        Positions dropped = new Positions(Math.max(segment.first(), released), endOf(segment));
        recent.forget(dropped.from(), dropped.to());
        segments.doom(segment);
        active = segment == active ? null : active;
        notifyAll();
        return dropped;
    }

    /** What is on its way to the disk goes with the segment that it goes to. */
    private long endOf(Segment segment) {
        return segment == active ? recent.taken() : segment.end();
    }

    /** Where to drop what is in the way of what found no room. */
    synchronized long roomFrom() {
        Entry idle = shortOfMemory ? recent.firstWaiting() : null;
        return idle == null ? first() : idle.position();
    }

    synchronized JournalStatus status() {
        return new JournalStatus(segments.bytes(), recent.unsafe(), oldest(), schedule.trouble(), bad, tornBytes);
    }

    private Instant oldest() {
        long first = first();
        Entry entry = first < recent.from() ? null : recent.next(first);
        if (entry != null) {
            return entry.batch().timestamp();
        }
        Segment segment = segments.from(first);
        return segment == null ? Instant.MAX : segment.timestamp(first);
    }

    /** Waits until all that was accepted is on disk and what was given up is not, or an attempt that began later has failed. */
    synchronized void force() throws InterruptedException {
        long end = recent.end();
        long attempt = schedule.demand();
        notifyAll();
        while ((isUnsafe(end) || segments.hasDoomed()) && !schedule.isFinished() && !schedule.hasFailedSince(attempt)) {
            if (schedule.hasEnded(attempt)) {
                attempt = schedule.demand();
                notifyAll();
            }
            wait();
        }
    }

    private boolean isUnsafe(long before) {
        Entry unsafe = recent.firstUnsafe();
        return unsafe != null && unsafe.position() < before;
    }

    // The one that writes.

    /**
     * Waits until there is something to do, and begins an attempt at it.
     *
     * @return whether what is written is to be forced in it
     */
    synchronized boolean awaitWork() throws InterruptedException {
        while (true) {
            boolean writing = active == null || segments.hasDoomed() || recent.firstWaiting() != null;
            long nanos = schedule.nanosUntilDue(writing, recent.unsafe() > 0);
            if (nanos <= 0) {
                return schedule.beginAndForce();
            }
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    }

    /** The position after the last one that is on disk, or was there, or is not to come there. */
    synchronized long written() {
        return written;
    }

    synchronized List<Entry> take() {
        return recent.take(Math.max(1, limits.memory() / 4));
    }

    /** Ends an attempt. */
    synchronized void ended(String trouble) {
        schedule.end(trouble);
        notifyAll();
    }

    synchronized void activate(Segment segment) {
        segments.add(segment);
        active = segment;
    }

    /**
     * Nothing more is written to the active segment. What was taken goes into the next one.
     *
     * @return false if it was dropped meanwhile, and what was taken with it
     */
    synchronized boolean sealed(Segment segment, long bytes) {
        segments.resize(segment, bytes);
        active = null;
        if (segment.isGone()) {
            recent.untake();
            return false;
        }
        if (segment.isEmpty() || segment.end() <= released) {
            segments.doom(segment);
        }
        return true;
    }

    /** Nothing more can be written to the active segment; what is not safe in it is to be written again. */
    synchronized void abandoned(Segment segment) {
        sealed(segment, segment.bytes());
        untake();
    }

    /** The file of a segment that nobody writes to any more occupies another number of bytes now. */
    synchronized void resized(Segment segment, long bytes) {
        segments.resize(segment, bytes);
    }

    /** What was taken and is not safe is to be taken again. */
    synchronized void untake() {
        recent.untake();
    }

    /**
     * Batches are on disk.
     *
     * @param offset the end of their segment
     * @return false if the segment was dropped meanwhile, and they with it: they are to be written again
     */
    synchronized boolean madeSafe(Segment segment, List<Entry> batches, long offset, long weight) {
        if (segment.isGone()) {
            return false;
        }
        if (weight > 0) {
            density = 0.7 * density + 0.3 * (offset - segment.readable()) / weight;
        }
        for (Entry entry : batches) {
            segment.add(entry.position(), entry.batch().timestamp());
            recent.safeTo(entry.position() + 1);
            written = entry.position() + 1;
        }
        segment.readableTo(offset);
        return true;
    }

    /** A batch cannot be written at all. */
    synchronized void unwritable(Entry entry) {
        bad++;
        recent.safeTo(entry.position() + 1);
        written = entry.position() + 1;
    }

    synchronized long readable(Segment segment) {
        return segment.readable();
    }

    synchronized @Nullable Segment doomed() {
        return segments.doomed();
    }

    synchronized void deleted(Segment segment) {
        segments.deleted(segment);
    }

    synchronized boolean isGone(Segment segment) {
        return segment.isGone();
    }

    synchronized void torn(long bytes) {
        tornBytes += bytes;
    }

    // Its end.

    synchronized void close() {
        schedule.close();
        notifyAll();
    }

    synchronized boolean isClosing() {
        return schedule.isClosing();
    }

    /** Nobody writes any more. */
    synchronized void finished() {
        schedule.finish();
        notifyAll();
    }

    synchronized int unsafe() {
        return recent.unsafe();
    }
}
