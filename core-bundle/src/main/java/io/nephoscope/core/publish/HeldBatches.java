package io.nephoscope.core.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Batches that may not go to publishers before agents have agreed whose they are, by their polls. Guarded by the store. */
final class HeldBatches {

    private final Map<Polled, List<StoredBatch>> byPoll = new HashMap<>();
    /** Those of an earlier life of this agent; such a poll has no batches of this one. */
    private final Set<Polled> earlierPolls = new HashSet<>();

    /** What agents agree on: a series, and one of the due times that all of them have. */
    private record Polled(String source, String pollster, Instant due) {

        static Polled of(BatchKey batch) {
            return new Polled(batch.source(), batch.pollster(), BatchKey.sharedDue(batch.due()));
        }
    }

    /** @param earlier whether it is of an earlier life of this agent */
    void add(StoredBatch batch, boolean earlier) {
        batch.hold(true);
        byPoll.computeIfAbsent(Polled.of(batch.key()), poll -> new ArrayList<>())
                .add(batch);
        if (earlier) {
            earlierPolls.add(Polled.of(batch.key()));
        }
    }

    /** One of each poll. */
    List<BatchKey> onePerPoll() {
        return byPoll.values().stream().map(batches -> batches.get(0).key()).toList();
    }

    /** Lets all go of the poll that one of them is of. */
    List<StoredBatch> take(BatchKey one) {
        return take(Polled.of(one));
    }

    /** Lets all go of a poll if an earlier life has done it. */
    List<StoredBatch> takeEarlier(BatchKey one) {
        Polled poll = Polled.of(one);
        return earlierPolls.contains(poll) ? take(poll) : List.of();
    }

    private List<StoredBatch> take(Polled poll) {
        earlierPolls.remove(poll);
        List<StoredBatch> taken = byPoll.remove(poll);
        if (taken == null) {
            return List.of();
        }
        taken.forEach(batch -> batch.hold(false));
        return taken;
    }

    /** A batch is gone. */
    void remove(StoredBatch batch) {
        byPoll.computeIfPresent(Polled.of(batch.key()), (poll, batches) -> {
            batches.remove(batch);
            if (batches.isEmpty()) {
                earlierPolls.remove(poll);
            }
            return batches.isEmpty() ? null : batches;
        });
    }

    boolean isEmpty() {
        return byPoll.isEmpty();
    }
}
