package io.nephoscope.partition.coordination;

import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static io.nephoscope.api.coordination.Coordination.PROGRESS;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.WatermarkText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a member has polled, and what of it may be published. A due time is this member's for good once that is written
 * down, and it can be written only while the assignment is the one that the member knows. So whoever takes over, and
 * changes the assignment, either finds it written or keeps it from being written: nothing is polled by nobody, and
 * nothing published by two.
 */
final class MemberProgress {

    private static final int MAX_LOST = 10_000;

    private final String name;
    private final String member;
    private final Coordination coordination;
    private final SortedMap<String, SortedSet<Instant>> concluded = new TreeMap<>();
    private final Set<Due> lost = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Due, Boolean> eldest) {
            return size() > MAX_LOST;
        }
    });
    private State state;
    private @Nullable Watermark earlier;

    private record Due(String series, Instant time) {}

    /**
     * What it goes by.
     *
     * @param done what is written down
     * @param known whether what an earlier process of this member has written is known
     * @param waiting whether a request is under way
     */
    private record State(SlotAssignment assignment, long version, Watermark done, boolean known, boolean waiting) {

        State with(SlotAssignment next, long nextVersion) {
            return new State(next, nextVersion, done, known, waiting);
        }

        State waits(boolean now) {
            return new State(assignment, version, done, known, now);
        }

        State done(Watermark more) {
            return new State(assignment, version, done.max(more), true, false);
        }
    }

    MemberProgress(String member, Coordination coordination, SlotAssignment none) {
        this.member = member;
        this.name = PROGRESS + member;
        this.coordination = coordination;
        this.state = new State(none, Coordination.ABSENT, Watermark.NOTHING, false, false);
    }

    /** Goes by another assignment: what somebody else has taken over is lost. */
    void follow(SlotAssignment assignment, long version) {
        state = state.with(assignment, version);
        sort();
    }

    /** Drops what is written down or lost; until it is known what is written down, nothing is. */
    private void sort() {
        if (state.known()) {
            concluded.forEach(
                    (series, times) -> times.removeIf(due -> state.done().covers(series, due) || lose(series, due)));
            concluded.values().removeIf(Set::isEmpty);
        }
    }

    private boolean lose(String series, Instant due) {
        boolean gone = !ownsAny(series, due);
        if (gone) {
            lost.add(new Due(series, due));
        }
        return gone;
    }

    private boolean ownsAny(String series, Instant due) {
        return !state.assignment().slotsOf(member, series, due).isEmpty();
    }

    void concluded(String series, Instant due) {
        concluded.computeIfAbsent(series, first -> new TreeSet<>()).add(due);
        sort();
    }

    /** Writes down what is to be, unless that is under way; after a failure it is enough to call it again. */
    void write() {
        if (state.waiting() || state.version() == Coordination.ABSENT) {
            return;
        }
        if (!state.known()) {
            state = state.waits(true);
            coordination.read(Set.of(name), this::restored);
        } else if (!concluded.isEmpty()) {
            state = state.waits(true);
            Watermark next = next();
            long version = state.version();
            coordination.commit(
                    Map.of(ASSIGNMENT, version),
                    Map.of(name, WatermarkText.write(next)),
                    outcome -> written(outcome, next, version));
        }
    }

    private Watermark next() {
        Watermark next = state.done();
        for (Map.Entry<String, SortedSet<Instant>> series : concluded.entrySet()) {
            next = next.with(series.getKey(), series.getValue().last());
        }
        return next;
    }

    private void restored(Map<String, Stored> records) {
        state = state.waits(false);
        Stored found = records.get(name);
        if (found == null) {
            return;
        }
        try {
            state = state.done(
                    found.version() == Coordination.ABSENT ? Watermark.NOTHING : WatermarkText.read(found.text()));
        } catch (MalformedRecordException e) {
            // As if nothing were known of it: at worst something is polled late that was polled before.
            state = state.done(Watermark.NOTHING);
        }
        earlier = state.done();
        sort();
        write();
    }

    private void written(Outcome outcome, Watermark next, long version) {
        state = state.waits(false);
        if (outcome == Outcome.COMMITTED) {
            state = state.done(next);
            sort();
            write();
        } else if (version != state.version()) {
            write();
        }
    }

    /** @param forced whether what is undecided is to be published */
    Publication publication(String series, Instant due, boolean forced) {
        if (lost.contains(new Due(series, due))) {
            return Publication.DROP;
        }
        if (forced || state.done().covers(series, due)) {
            return Publication.PUBLISH;
        }
        return !state.known() || ownsAny(series, due) ? Publication.HOLD : Publication.DROP;
    }

    /** Whether all that is concluded is written down. */
    boolean isWritten() {
        return concluded.isEmpty();
    }

    /** What earlier processes of this member have written down; null while that is not known. */
    @Nullable
    Watermark earlier() {
        return earlier;
    }
}
