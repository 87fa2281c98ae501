package io.nephoscope.journal;

import io.nephoscope.journal.JournalReader.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest batches of a journal on disk: those that the disk does not have yet, and some before them, for readers that
 * keep up. From {@link #from} on it has every batch that there is. Guarded by the state that it belongs to.
 */
final class RecentBatches {

    /** How many bytes of batches that are safe are kept nevertheless. */
    static final long KEPT_BYTES = 4 << 20;

    private final TreeMap<Long, Held> batches = new TreeMap<>();
    private long from;
    private long safe;
    private long end;
    private long takenTo;
    private long safeBytes;
    private long unsafeBytes;
    private int unsafe;

    private record Held(RoutedBatch batch, long weight) {}

    /** None; the first one gets a position. */
    RecentBatches(long first) {
        from = first;
        safe = first;
        end = first;
        takenTo = first;
    }

    long append(RoutedBatch batch, long weight) {
        batches.put(end, new Held(batch, weight));
        unsafeBytes += weight;
        unsafe++;
        return end++;
    }

    long from() {
        return from;
    }

    long end() {
        return end;
    }

    int unsafe() {
        return unsafe;
    }

    long unsafeBytes() {
        return unsafeBytes;
    }

    /** The batch of a position, or the next one after it. */
    @Nullable
    Entry next(long position) {
        return entry(batches.ceilingEntry(position));
    }

    /** The oldest batch that is not on disk. */
    @Nullable
    Entry firstUnsafe() {
        return unsafe == 0 ? null : entry(batches.ceilingEntry(safe));
    }

    /** The oldest batch that was not taken. */
    @Nullable
    Entry firstWaiting() {
        return unsafe == 0 ? null : entry(batches.ceilingEntry(taken()));
    }

    private static @Nullable Entry entry(Map.@Nullable Entry<Long, Held> held) {
        return held == null ? null : new Entry(held.getKey(), held.getValue().batch());
    }

    /** Takes batches to be written: at least one, if there is any. They cannot be dropped one by one any more. */
    List<Entry> take(long mostBytes) {
        List<Entry> taken = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<Long, Held> held : batches.tailMap(taken()).entrySet()) {
            bytes += held.getValue().weight();
            if (!taken.isEmpty() && bytes > mostBytes) {
                break;
            }
            taken.add(new Entry(held.getKey(), held.getValue().batch()));
            takenTo = held.getKey() + 1;
        }
        return taken;
    }

    /** The position after those that are on disk, or on their way to it. */
    long taken() {
        return Math.max(safe, takenTo);
    }

    /** What was taken and is not safe is to be taken again. */
    void untake() {
        takenTo = safe;
    }

    /** All before a position is on disk now. */
    void safeTo(long position) {
        if (position <= safe) {
            return;
        }
        for (Held held : batches.subMap(safe, position).values()) {
            unsafeBytes -= held.weight();
            safeBytes += held.weight();
            unsafe--;
        }
        safe = position;
        while (safeBytes > KEPT_BYTES) {
            Map.Entry<Long, Held> oldest = batches.firstEntry();
            from = oldest.getKey() + 1;
            forget(oldest.getKey());
        }
    }

    /** Drops a batch that was not taken; returns whether there was one. */
    boolean drop(long position) {
        return position >= taken() && forget(position);
    }

    /** Forgets what was dropped, or what is released. */
    void forget(long first, long to) {
        new ArrayList<>(batches.subMap(first, Math.max(first, to)).keySet()).forEach(this::forget);
    }

    /** Forgets all before a position. */
    void release(long before) {
        forget(Math.min(from, before), before);
        from = Math.max(from, before);
        safe = Math.max(safe, before);
    }

    private boolean forget(long position) {
        Held held = batches.remove(position);
        if (held == null) {
            return false;
        }
        if (position < safe) {
            safeBytes -= held.weight();
        } else {
            unsafeBytes -= held.weight();
            unsafe--;
        }
        return true;
    }
}
