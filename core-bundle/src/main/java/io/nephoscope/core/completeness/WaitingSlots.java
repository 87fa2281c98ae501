package io.nephoscope.core.completeness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one series that were polled and wait for batches in the store, by their keys, which are in the order of time. Where a backlog
 * holds very many, neighbours are merged, so that memory stays bounded: then it is not known which of them a batch is
 * of, but only how many there are. Not thread-safe.
 */
final class WaitingSlots {

    /** Of fewer none are merged. */
    private static final int FEW = 16;

    /** In order of their times; the later ones are added at the end and the earlier ones leave at the front. */
    private final List<Entry> entries = new ArrayList<>(0);

    /** How many at the front have left and are still in the list, for it is long to move all others. */
    private int left;

    /** One slot, or several neighbours. */
    static final class Entry {

        private final long due;
        private long earliest;
        private int slots = 1;
        private int batches;
        /** Whether some of its batches were confirmed already. */
        private boolean begun;

        private Entry(long due, int batches, boolean begun) {
            this.due = due;
            this.earliest = due;
            this.batches = batches;
            this.begun = begun;
        }

        /** When it was due, or the last of them was. */
        long due() {
            return due;
        }

        int slots() {
            return slots;
        }
    }

    /** Hears of slots that count from now on as if they had been due at another time. */
    @FunctionalInterface
    interface MergeListener {

        void merged(long key, long keyFromNowOn, int slots);
    }

    /** Entries, not slots: what memory it takes. */
    int size() {
        return entries.size() - left;
    }

    /** When the oldest was due; there must be one. */
    long oldest() {
        return entries.get(left).earliest;
    }

    long slots() {
        return entries.stream().skip(left).mapToLong(Entry::slots).sum();
    }

    /**
     * Adds a slot.
     *
     * @param begun whether some of its batches were confirmed already
     */
    void add(long due, int batches, boolean begun) {
        int index = index(due);
        if (index < entries.size() && entries.get(index).due == due) {
            Entry known = entries.get(index);
            known.slots++;
            known.batches += batches;
            known.begun |= begun;
        } else {
            entries.add(index, new Entry(due, batches, begun));
        }
    }

    /** The slot that was due at a time, or those that it was merged with. */
    @Nullable
    Entry find(long due) {
        int index = index(due);
        if (index == entries.size()) {
            return null;
        }
        Entry entry = entries.get(index);
        return entry.earliest <= due ? entry : null;
    }

    /** One more batch of it is in the store. */
    void batchStored(Entry entry) {
        entry.batches++;
    }

    /** A batch of it was confirmed. Returns how many slots are confirmed by that, which leave: at most one. */
    int batchConfirmed(Entry entry) {
        entry.batches--;
        entry.begun = true;
        // Each slot that is left waits for one batch at least.
        int confirmed = Math.max(0, entry.slots - entry.batches);
        leave(entry, confirmed);
        return confirmed;
    }

    /** A batch of it was lost, and with it one slot, which leaves. Returns whether that had other batches. */
    boolean batchLost(Entry entry) {
        entry.batches--;
        leave(entry, 1);
        return entry.begun || entry.batches > 0;
    }

    private void leave(Entry entry, int slots) {
        entry.slots -= slots;
        if (entry.slots > 0) {
            return;
        }
        int index = index(entry.due);
        if (index == entries.size() || entries.get(index) != entry) {
            return;
        }
        if (index > left) {
            entries.remove(index);
        } else if (++left > entries.size() / 2) {
            clear();
        }
    }

    private void clear() {
        entries.subList(0, left).clear();
        left = 0;
    }

    /** Merges the older half by twos, if they are many. */
    void merge(MergeListener listener) {
        clear();
        if (entries.size() < FEW) {
            return;
        }
        int half = entries.size() / 2;
        List<Entry> merged = new ArrayList<>(entries.size());
        for (int i = 0; i + 1 < half; i += 2) {
            merged.add(merge(entries.get(i), entries.get(i + 1), listener));
        }
        merged.addAll(entries.subList(half - half % 2, entries.size()));
        entries.clear();
        entries.addAll(merged);
    }

    /** Into the later one, so that an earlier time is found by looking for the next entry. */
    private static Entry merge(Entry earlier, Entry later, MergeListener listener) {
        listener.merged(earlier.due, later.due, earlier.slots);
        later.earliest = earlier.earliest;
        later.slots += earlier.slots;
        later.batches += earlier.batches;
        later.begun |= earlier.begun;
        return later;
    }

    /** Where the first entry is that was not due before a time. */
    private int index(long due) {
        int low = left;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).due < due) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
