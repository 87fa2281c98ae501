package io.nephoscope.core.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The batches in the store by their positions, and whose samples they are. Guarded by the store. */
final class StoredBatches {

    private final TreeMap<Long, StoredBatch> byPosition = new TreeMap<>();
    private final Map<String, Long> samplesOf = new HashMap<>();
    private BatchKey last = new BatchKey("", "", Instant.EPOCH, 0);

    /** The key of a batch; batches of one poll that are of one size share it, for a backlog holds many. */
    BatchKey key(BatchKey key) {
        if (key.equals(last)) {
            return last;
        }
        last = key;
        return key;
    }

    void add(StoredBatch batch) {
        byPosition.put(batch.position(), batch);
        samplesOf.merge(batch.key().pollster(), (long) batch.samples(), Long::sum);
    }

    void remove(StoredBatch batch) {
        byPosition.remove(batch.position());
        samplesOf.computeIfPresent(
                batch.key().pollster(),
                (pollster, samples) -> samples == batch.samples() ? null : samples - batch.samples());
    }

    @Nullable
    StoredBatch get(long position) {
        return byPosition.get(position);
    }

    /** The position of the oldest; or else if there is none. */
    long first(long orElse) {
        return byPosition.isEmpty() ? orElse : byPosition.firstKey();
    }

    int size() {
        return byPosition.size();
    }

    /** A copy of those at some positions, in order. */
    List<StoredBatch> between(long from, long to) {
        return from >= to
                ? List.of()
                : new ArrayList<>(byPosition.subMap(from, to).values());
    }

    /** A copy of all, in order. */
    List<StoredBatch> all() {
        return new ArrayList<>(byPosition.values());
    }

    /** A copy of those that were due before a time, as far as they are the oldest. */
    List<StoredBatch> dueBefore(Instant time) {
        return byPosition.values().stream()
                .takeWhile(batch -> batch.key().due().isBefore(time))
                .toList();
    }

    /** The first position from one on whose batch waits for a publisher; the end if there is none. */
    long firstWaiting(long from, long end, long publisher) {
        for (StoredBatch batch : byPosition.subMap(from, Math.max(from, end)).values()) {
            if (batch.waitsFor(publisher)) {
                return batch.position();
            }
        }
        return end;
    }

    /**
     * Whose loss makes room for a newcomer at the smallest cost to others: the oldest of the pollster that would have
     * most samples, so that one that floods the store displaces its own.
     *
     * @param from the position from which on a loss makes room
     * @return null if nothing makes room but the newcomer's own loss
     */
    @Nullable
    StoredBatch victim(BatchKey newcomer, long from) {
        long ofNewcomer = samplesOf.getOrDefault(newcomer.pollster(), 0L) + newcomer.samples();
        long most = Math.max(
                ofNewcomer,
                samplesOf.values().stream().mapToLong(Long::longValue).max().orElse(0));
        StoredBatch oldest = null;
        for (StoredBatch candidate : byPosition.tailMap(from).values()) {
            if (!candidate.isInFlight()) {
                String pollster = candidate.key().pollster();
                long share = pollster.equals(newcomer.pollster()) ? ofNewcomer : samplesOf.getOrDefault(pollster, 0L);
                if (share == most) {
                    return candidate;
                }
                oldest = oldest == null ? candidate : oldest;
            }
        }
        return ofNewcomer == most ? null : oldest;
    }
}
