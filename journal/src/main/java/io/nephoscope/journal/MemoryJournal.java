package io.nephoscope.journal;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A journal that ends with the process. Each batch is a segment of its own. */
public final class MemoryJournal implements Journal {

    private static final int TENTHS = 10;

    // All below is guarded by this.
    private final TreeMap<Long, RoutedBatch> batches = new TreeMap<>();
    private JournalLimits limits;
    private long end;
    private long bytes;

    public MemoryJournal(JournalLimits limits) {
        this.limits = limits;
    }

    /** A batch that is larger than the bound has room when nothing else is there. */
    @Override
    public synchronized long append(RoutedBatch batch) {
        long weight = batch.weight();
        if (!batches.isEmpty() && bytes + weight > limits.memory()) {
            return NO_ROOM;
        }
        bytes += weight;
        batches.put(end, batch);
        return end++;
    }

    @Override
    public synchronized long first() {
        return batches.isEmpty() ? end : batches.firstKey();
    }

    @Override
    public synchronized long end() {
        return end;
    }

    @Override
    public JournalReader reader(long from) {
        return new Reader(from);
    }

    @Override
    public synchronized void release(long before) {
        Map<Long, RoutedBatch> over = batches.headMap(before);
        over.values().forEach(batch -> bytes -= batch.weight());
        over.clear();
    }

    @Override
    public synchronized boolean hasRoom() {
        return bytes <= limits.memory() / TENTHS * (TENTHS - 1);
    }

    @Override
    public long roomFrom() {
        return first();
    }

    @Override
    public synchronized Positions drop(long position) {
        RoutedBatch batch = batches.remove(position);
        if (batch == null) {
            return Positions.NONE;
        }
        bytes -= batch.weight();
        return new Positions(position, position + 1);
    }

    @Override
    public synchronized void limit(JournalLimits newLimits) {
        limits = newLimits;
    }

    @Override
    public void force() {
        // It is as safe as it ever will be.
    }

    @Override
    public synchronized JournalStatus status() {
        Instant oldest = batches.isEmpty()
                ? Instant.MAX
                : batches.firstEntry().getValue().timestamp();
        return new JournalStatus(bytes, batches.size(), oldest, "", 0, 0);
    }

    @Override
    public void close() {
        // What is not delivered ends with the process.
    }

    private synchronized Map.@Nullable Entry<Long, RoutedBatch> at(long position) {
        return batches.ceilingEntry(position);
    }

    /** Goes by the positions alone, so that changes of the journal do not concern it. */
    private final class Reader implements JournalReader {

        private long position;

        Reader(long position) {
            this.position = position;
        }

        @Override
        public @Nullable Entry next() {
            Map.Entry<Long, RoutedBatch> next = at(position);
            if (next == null) {
                return null;
            }
            position = next.getKey() + 1;
            return new Entry(next.getKey(), next.getValue());
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
