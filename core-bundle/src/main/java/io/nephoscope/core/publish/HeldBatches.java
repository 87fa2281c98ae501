package io.nephoscope.core.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Batches that may not go to publishers before agents have agreed whose they are, by their polls. Guarded by the store. */
final class HeldBatches {

    private final Map<Polled, List<StoredBatch>> byPoll = new HashMap<>();

    /** What agents agree on: a series, and one of the due times that all of them have. */
    private record Polled(String source, String pollster, Instant due) {

        static Polled of(BatchKey batch) {
            return of(batch.source(), batch.pollster(), batch.due());
        }

        /** What was polled late is of the same due time, and was due some microseconds later. */
        static Polled of(String source, String pollster, Instant due) {
            return new Polled(source, pollster, due.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    void add(StoredBatch batch) {
        batch.hold(true);
        byPoll.computeIfAbsent(Polled.of(batch.key()), poll -> new ArrayList<>())
                .add(batch);
    }

    /** One of each poll. */
    List<BatchKey> onePerPoll() {
        return byPoll.values().stream().map(batches -> batches.get(0).key()).toList();
    }

    /** Lets all go of the poll that one of them is of. */
    List<StoredBatch> take(BatchKey one) {
        return take(Polled.of(one));
    }

    /** Lets all go of one poll. */
    List<StoredBatch> take(String source, String pollster, Instant due) {
        return take(Polled.of(source, pollster, due));
    }

    private List<StoredBatch> take(Polled poll) {
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
            return batches.isEmpty() ? null : batches;
        });
    }

    boolean isEmpty() {
        return byPoll.isEmpty();
    }
}
