package io.nephoscope.journal;

import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.batch.BodyWriter;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentEnd;
import io.nephoscope.journal.segment.SegmentHeader;
import io.nephoscope.journal.segment.SegmentWriter;
import io.nephoscope.support.text.OneLine;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one that writes what waits, forces it once per interval, and deletes what was given up. A segment on which
 * anything failed is never written again: what it had not made safe goes into another one. Of one thread.
 */
final class JournalWriter implements LoopThread.Step {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private static final int CHUNK_BYTES = 1 << 18;

    private final JournalFolder folder;
    private final JournalState state;
    private final BodyWriter out = new BodyWriter();
    private final List<Entry> added = new ArrayList<>();
    private final DeadSegments dead;
    private long sequence;
    private @Nullable LateRecovery late;
    private @Nullable Active active;
    private String told = "";

    /** The segment that is written to. */
    private record Active(Segment segment, SegmentWriter writer) {}

    /**
     * A writer.
     *
     * @param found what an earlier process left
     * @param late takes up what could not be read before; null if there is nothing
     */
    JournalWriter(JournalFolder folder, JournalState state, Recovery found, @Nullable LateRecovery late) {
        this.folder = folder;
        this.state = state;
        this.dead = new DeadSegments(folder, state, found.uncut());
        this.sequence = found.sequence();
        this.late = late;
    }

    @Override
    public void run() throws InterruptedException, LoopThread.FinishedException {
        boolean force = state.awaitWork();
        // An attempt that began before is not the last one: what failed it may be over.
        boolean last = state.isClosing();
        int waiting = state.unsafe();
        String trouble = "an error of the program, which the log tells";
        try {
            trouble = attempt(force);
        } finally {
            state.ended(trouble);
        }
        if (last && (state.unsafe() == 0 || (!trouble.isEmpty() && state.unsafe() >= waiting))) {
            finish();
        }
    }

    /** Returns why it failed; empty if it did not. */
    private String attempt(boolean force) {
        String trouble = "";
        try {
            folder.claim();
            takeUp();
            trouble = deleteDoomed();
            write(force);
        } catch (IOException e) {
            trouble = "cannot write to " + folder + ": " + OneLine.reason(e);
        }
        tell(trouble);
        return trouble;
    }

    private void takeUp() throws IOException {
        if (late == null) {
            return;
        }
        sequence = Math.max(sequence, late.begin());
        boolean more = true;
        while (more || state.unsafe() > 0) {
            write(true);
            more = late.appendSome();
        }
        late.end();
        late = null;
    }

    /** A segment on which a write or a force failed is dead. */
    private void write(boolean force) throws IOException {
        boolean written = false;
        try {
            prepare();
            writeGroup();
            if (force) {
                force();
            }
            written = true;
        } finally {
            if (!written) {
                abandon();
            }
        }
    }

    private void tell(String trouble) {
        if (trouble.isEmpty() && !told.isEmpty()) {
            LOG.info("The journal can write to {} again, and writes what waited.", folder);
        } else if (!trouble.isEmpty() && told.isEmpty()) {
            LOG.error(
                    "The journal {}; batches are kept in memory until it can, and are lost if the process ends before.",
                    trouble);
        }
        told = trouble;
    }

    /** Returns why it failed. What cannot be deleted is no reason not to write. */
    private String deleteDoomed() {
        if (isDropped()) {
            abandon();
        }
        try {
            Segment doomed = state.doomed();
            boolean any = doomed != null;
            for (; doomed != null; doomed = state.doomed()) {
                folder.delete(doomed.name());
                folder.delete(SegmentEnd.nameFor(doomed.name()));
                dead.deleted(doomed);
                state.deleted(doomed);
            }
            if (any) {
                folder.force();
            }
            return "";
        } catch (IOException e) {
            return "cannot delete from " + folder + ": " + OneLine.reason(e);
        }
    }

    /** Has a segment to write to before there is anything to write, so that a disk that cannot be written is told at once. */
    private void prepare() throws IOException {
        if (active == null) {
            create(state.segmentBytes());
        }
    }

    /** A gap between what one segment holds and where the next one begins would tell of a loss. */
    private Active create(long bytes) throws IOException {
        dead.settle();
        long first = state.written();
        sequence++;
        SegmentWriter writer = SegmentWriter.create(folder, sequence, first, bytes);
        Segment segment = new Segment(sequence, first, bytes);
        state.activate(segment);
        active = new Active(segment, writer);
        return active;
    }

    private void writeGroup() throws IOException {
        List<Entry> group = state.take();
        for (Entry entry : group) {
            if (!add(entry)) {
                return;
            }
            if (out.size() > CHUNK_BYTES) {
                flush();
            }
        }
        flush();
    }

    /** Returns whether the group can go on: not if its segment was dropped under it. */
    private boolean add(Entry entry) throws IOException {
        try {
            if (active != null && active.writer().add(entry.position(), entry.batch(), out)) {
                added.add(entry);
                return true;
            }
            if (!force() || !seal()) {
                return false;
            }
            long needed = SegmentWriter.sizeFor(entry.batch());
            Active next = create(Math.max(needed, state.segmentBytes()));
            next.writer().add(entry.position(), entry.batch(), out);
            added.add(entry);
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            return passOver(entry, e);
        }
    }

    /** What cannot be written is no reason to write nothing else. Its segment's definitions are in doubt: it ends here. */
    private boolean passOver(Entry entry, Throwable cause) throws IOException {
        LOG.error(
                "A batch of {} cannot be written to the journal; it is lost unless it is delivered soon.",
                entry.batch().pollster(),
                cause);
        if (!force() || !seal()) {
            return false;
        }
        state.unwritable(entry);
        create(state.segmentBytes());
        return true;
    }

    private boolean isDropped() {
        return active != null && state.isGone(active.segment());
    }

    private void flush() throws IOException {
        if (active != null && out.size() > 0) {
            active.writer().write(out);
            out.clear(CHUNK_BYTES);
        }
    }

    /** Makes safe what was added; returns false if that was dropped under it. */
    private boolean force() throws IOException {
        if (active == null || added.isEmpty()) {
            return true;
        }
        flush();
        active.writer().force();
        long weight = added.stream().mapToLong(entry -> entry.batch().weight()).sum();
        boolean safe = state.madeSafe(active.segment(), added, active.writer().offset(), weight);
        added.clear();
        if (!safe) {
            abandon();
        }
        return safe;
    }

    /** Ends the segment in good order; returns false if it was dropped under it, and with it what was on its way. */
    private boolean seal() {
        if (active == null) {
            return true;
        }
        long bytes = active.segment().bytes();
        try (SegmentWriter writer = active.writer()) {
            writer.trim();
            bytes = writer.offset();
        } catch (IOException e) {
            LOG.debug(
                    "The room that {} does not need cannot be given back.",
                    active.segment().name(),
                    e);
        }
        boolean kept = state.sealed(active.segment(), bytes);
        active = null;
        return kept;
    }

    /** Ends the segment, if there is one, without what is not safe in it: that is to be written again, or not at all. */
    private void abandon() {
        added.clear();
        out.clear(CHUNK_BYTES);
        if (active == null) {
            state.untake();
            return;
        }
        Segment segment = active.segment();
        close(active.writer());
        active = null;
        state.abandoned(segment);
        dead.add(segment);
        settle();
    }

    private static void close(SegmentWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            LOG.debug("A segment on which something failed cannot be closed.", e);
        }
    }

    /** Returns whether it could; if not, it is tried again before the next segment is made. */
    private boolean settle() {
        try {
            dead.settle();
            return true;
        } catch (IOException e) {
            LOG.debug("What failed in {} is left as it is for now.", folder, e);
            return false;
        }
    }

    private void finish() throws LoopThread.FinishedException {
        int lost = state.unsafe();
        if (lost > 0) {
            LOG.error("{} batches could not be written to {}, and end with the process.", lost, folder);
        }
        seal();
        if (settle()) {
            markEnd();
        }
        folder.close();
        state.finished();
        throw new LoopThread.FinishedException();
    }

    /** Positions that only batches had that were done with before they were written are not given again either. */
    private void markEnd() {
        if (state.end() == state.written()) {
            return;
        }
        try {
            SegmentWriter.create(folder, sequence + 1, state.end(), SegmentHeader.BYTES)
                    .close();
        } catch (IOException e) {
            LOG.debug("The end of the journal cannot be marked in {}.", folder, e);
        }
    }
}
