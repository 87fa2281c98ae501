package io.nephoscope.partition;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Slots that went from one member to another: what was due until the watermark is the old owner's, or of those before it.
 *
 * @param from the old owner, which need not be a member any more
 * @param until the last due times that are its
 * @param settled whether that is what the old owner, which is gone, has done; else it was planned, and how far the old
 *     owner has come is still its own affair
 * @param before the hand-over by which it came to own them; null if nobody remembers
 */
public record Handover(
        String from,
        Watermark until,
        boolean settled,
        @Nullable Handover before) {

    /** How many of one slot are remembered. */
    public static final int MAX_DEPTH = 8;

    /** Whose a due time is, if it is not the present owner's. */
    public @Nullable String owner(String series, Instant due) {
        String owner = null;
        for (Handover at = this; at != null && at.until.covers(series, due); at = at.before) {
            owner = at.from;
        }
        return owner;
    }

    /** This one and those before it. */
    public Stream<Handover> all() {
        return Stream.iterate(this, handover -> handover != null, handover -> handover.before);
    }

    /** Whether it lies in the future, as those do that are planned. */
    public boolean isPending(Instant now) {
        return until.latest().isAfter(now);
    }

    /**
     * As it is now that members are gone: what they have not done is their successors'. What was others' before them
     * remains those others'.
     */
    Handover cut(Map<String, Watermark> departed) {
        Handover older = before == null ? null : before.cut(departed);
        Watermark done = departed.get(from);
        if (done == null || settled) {
            return new Handover(from, until, settled, older);
        }
        Watermark less = until.min(done);
        return new Handover(from, older == null ? less : less.max(older.until), true, older);
    }

    /** Without those that were over by then, and no more than are remembered; null if none is left. */
    @Nullable
    Handover since(Instant forget, int depth) {
        if (depth == 0 || !until.latest().isAfter(forget)) {
            return null;
        }
        return new Handover(from, until, settled, before == null ? null : before.since(forget, depth - 1));
    }
}
