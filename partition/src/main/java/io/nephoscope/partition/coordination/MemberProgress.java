package io.nephoscope.partition.coordination;

import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static io.nephoscope.api.coordination.Coordination.PROGRESS;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.partition.OwnedSlots;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.coordination.PublicationView.Due;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.WatermarkText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member has polled, and what of it may be published. A due time is this member's for good once that is written
 * down, and it can be written only while the assignment is the one that the member knows. So whoever takes over, and
 * changes the assignment, either finds it written or keeps it from being written: nothing is polled by nobody, and
 * nothing published by two.
 */
final class MemberProgress {

    private static final int MAX_LOST = 50_000;
    /** Of so many agreements it is known what this member owned by them; a poll has ended long before there are more. */
    private static final int MAX_EARLIER = 64;

    /** Nobody polls what was due longer ago, so it need not be written of which series that is done. */
    private static final Duration LONG_AGO = Duration.ofDays(2);

    private final String name;
    private final String member;
    private final Coordination coordination;
    private final SortedMap<String, SortedSet<Instant>> concluded = new TreeMap<>();
    private final Set<Due> lost = ConcurrentHashMap.newKeySet();
    private final Deque<Due> lostInOrder = new ArrayDeque<>();
    /** By earlier agreements of this process, the latest first. */
    private final Deque<OwnedSlots> earlierOwned = new ArrayDeque<>();

    private State state;
    private @Nullable Watermark earlier;

    /**
     * What it goes by.
     *
     * @param done what is written down
     * @param known whether what an earlier process of this member has written is known
     * @param waiting whether a request is under way
     */
    private record State(
            SlotAssignment assignment, OwnedSlots owned, long version, Watermark done, boolean known, boolean waiting) {

        State with(SlotAssignment next, OwnedSlots nextOwned, long nextVersion) {
            return new State(next, nextOwned, nextVersion, done, known, waiting);
        }

        State waits(boolean now) {
            return new State(assignment, owned, version, done, known, now);
        }

        State done(Watermark more) {
            return new State(assignment, owned, version, done.max(more), true, false);
        }
    }

    MemberProgress(String member, Coordination coordination, SlotAssignment none) {
        this.member = member;
        this.name = PROGRESS + member;
        this.coordination = coordination;
        this.state =
                new State(none, new OwnedSlots(none, member), Coordination.ABSENT, Watermark.NOTHING, false, false);
    }

    /** Polls nothing again of what an earlier process is remembered to have done, before that can be read. */
    void remember(Watermark done) {
        earlier = done;
    }

    /** Goes by another assignment: what somebody else has taken over is lost. */
    void follow(SlotAssignment assignment, long version) {
        earlierOwned.addFirst(state.owned());
        if (earlierOwned.size() > MAX_EARLIER) {
            earlierOwned.removeLast();
        }
        state = state.with(assignment, new OwnedSlots(assignment, member), version);
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

    /**
     * Gives up a due time that is not this member's. Where it never was, nothing was polled that could be lost: it may
     * become its own yet, when the one whose it is dies before it has polled.
     */
    private boolean lose(String series, Instant due) {
        boolean gone = !state.owned().any(series, due);
        if (gone && earlierOwned.stream().anyMatch(owned -> owned.any(series, due))) {
            Due mark = new Due(series, due);
            lost.add(mark);
            lostInOrder.add(mark);
            if (lostInOrder.size() > MAX_LOST) {
                lost.remove(lostInOrder.remove());
            }
        }
        return gone;
    }

    /** @param published whether samples were published already: only the last due times need be known then */
    void concluded(Map<String, ? extends Collection<Instant>> more, boolean published) {
        more.forEach((series, times) -> {
            SortedSet<Instant> all = concluded.computeIfAbsent(series, first -> new TreeSet<>());
            all.addAll(times);
            if (published) {
                all.headSet(all.last()).clear();
            }
        });
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
        Map<String, Instant> last = new HashMap<>();
        concluded.forEach((series, times) -> last.put(series, times.last()));
        Watermark next = state.done().with(last);
        return next.atLeast(next.latest().minus(LONG_AGO));
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
        earlier = earlier == null ? state.done() : earlier.max(state.done());
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

    PublicationView.Progress view() {
        return new PublicationView.Progress(state.done(), state.known(), state.owned(), lost);
    }

    /** What is written down. */
    Watermark done() {
        return state.done();
    }

    /** Of how many series something is concluded and not written down. */
    int unwritten() {
        return concluded.size();
    }

    /** What earlier processes of this member have written down; null while that is not known. */
    @Nullable
    Watermark earlier() {
        return earlier;
    }
}
