package io.nephoscope.core.completeness;

import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.core.schedule.AssignmentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gaps that nobody has taken yet, by series and kind, while somebody wants them. Bounded: of very many the series are
 * forgotten. Thread-safe; the lock is an innermost one.
 */
final class NewGaps implements GapListener {

    private static final int MOST = 20_000;

    private final Map<Key, Gap> gaps = new LinkedHashMap<>();
    private boolean wanted;

    /**
     * Gaps of one kind and series.
     *
     * @param from when the first was due, in milliseconds
     * @param to when the last was
     */
    record Gap(AssignmentName series, GapKind kind, long from, long to, long slots) {

        private Gap and(Gap other) {
            return new Gap(series, kind, Math.min(from, other.from), Math.max(to, other.to), slots + other.slots);
        }
    }

    private record Key(AssignmentName series, GapKind kind) {}

    /** Begins or ends to remember gaps. */
    synchronized void want(boolean nowWanted) {
        wanted = nowWanted;
        if (!wanted) {
            gaps.clear();
        }
    }

    @Override
    public synchronized void gap(AssignmentName series, SlotAccount.Change change) {
        if (wanted) {
            change.to()
                    .gap()
                    .ifPresent(kind -> add(new Gap(series, kind, change.due(), change.lastDue(), change.slots())));
        }
    }

    private void add(Gap gap) {
        Key key = new Key(gap.series(), gap.kind());
        if (gaps.size() >= MOST && !gaps.containsKey(key)) {
            Gap other = new Gap(CompletenessLedger.OTHERS, gap.kind(), gap.from(), gap.to(), gap.slots());
            gaps.merge(new Key(other.series(), other.kind()), other, Gap::and);
        } else {
            gaps.merge(key, gap, Gap::and);
        }
    }

    /** Hands over all, and forgets them. */
    synchronized List<Gap> take() {
        List<Gap> taken = new ArrayList<>(gaps.values());
        gaps.clear();
        return taken;
    }

    /** Takes back what could not be handed on. */
    synchronized void giveBack(List<Gap> some) {
        if (wanted) {
            some.forEach(this::add);
        }
    }
}
