package io.nephoscope.partition.coordination;

import io.nephoscope.api.partition.Publication;
import io.nephoscope.partition.OwnedSlots;
import io.nephoscope.partition.Watermark;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What may be published, as a member knew it at one moment. May be asked by any thread, also while the member is driven
 * by another.
 */
public final class PublicationView {

    private final Progress progress;
    private final Time time;
    private final Optional<Long> forcedFrom;

    /**
     * What is known of a member's progress.
     *
     * @param done what is written down
     * @param known whether what an earlier process of this member has written is known
     * @param lost what others have taken over; a set that grows, and may be asked by any thread
     */
    record Progress(Watermark done, boolean known, OwnedSlots owned, Set<Due> lost) {}

    /** One due time of a series. */
    record Due(String series, Instant time) {}

    /** @param forcedFrom by the monotonic clock, from when on what is undecided is published all the same */
    PublicationView(Progress progress, Time time, Optional<Long> forcedFrom) {
        this.progress = progress;
        this.time = time;
        this.forcedFrom = forcedFrom;
    }

    /** Whether samples may be published; see {@link io.nephoscope.api.partition.Partitioner}. */
    public Publication of(String series, Instant due) {
        if (progress.lost().contains(new Due(series, due))) {
            return Publication.DROP;
        }
        if (isForced() || progress.done().covers(series, due)) {
            return Publication.PUBLISH;
        }
        return !progress.known() || progress.owned().any(series, due) ? Publication.HOLD : Publication.DROP;
    }

    /** Whether the engine has been away for so long that samples wait no longer. */
    public boolean isForced() {
        return forcedFrom.isPresent() && time.nanoTime() - forcedFrom.get() > 0;
    }
}
