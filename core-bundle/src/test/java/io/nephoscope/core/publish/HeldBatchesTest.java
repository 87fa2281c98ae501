package io.nephoscope.core.publish;

import static io.nephoscope.core.publish.Batches.batch;
import static io.nephoscope.core.publish.Batches.bytes;
import static io.nephoscope.core.publish.Batches.shared;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.partition.Publication;
import io.nephoscope.support.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What another agent may have polled instead waits until it is agreed whose it is. */
@Timeout(60)
class HeldBatchesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = NOW.plusNanos(1_000);
    private static final long PLENTY = 16 << 20;

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<BatchStore> opened = new ArrayList<>();
    private final Map<String, Publication> verdicts = new HashMap<>();
    private final Object holder = new Object();

    @AfterEach
    void close() {
        opened.forEach(BatchStore::close);
    }

    @Test
    void holdsWhatIsNotAgreedAndHandsOutWhatComesAfterIt() throws Exception {
        BatchStore store = store(Batches.inMemory(PLENTY));
        store.accept(shared("held", NOW));
        store.accept(batch("free", 1));

        assertThat(next(store)).isEqualTo("free");
        assertThat(store.queue("a").counts().waiting()).isEqualTo(1);
        assertThat(store.review()).isTrue();

        verdicts.put("held", Publication.PUBLISH);
        assertThat(store.review()).isFalse();
        assertThat(next(store)).isEqualTo("held");
        assertThat(told).containsExactly("held 1 stored", "free 1 stored", "free 1 CONFIRMED", "held 1 CONFIRMED");
    }

    @Test
    void handsOutEachOnceInWhateverOrderTheyMayGo() throws Exception {
        BatchStore store = store(Batches.onDisk(folder, PLENTY));
        for (String pollster : List.of("p1", "p2", "p3", "p4")) {
            store.accept(shared(pollster, NOW));
            store.accept(batch("free", 1));
        }
        List<String> order = new ArrayList<>();
        for (String pollster : List.of("p3", "p1", "p4", "p2")) {
            order.add(next(store));
            verdicts.put(pollster, Publication.PUBLISH);
            boolean unused = store.review();
        }
        for (int rest = 0; rest < 4; rest++) {
            order.add(next(store));
        }

        assertThat(order).containsExactlyInAnyOrder("free", "free", "free", "free", "p1", "p2", "p3", "p4");
        assertThat(store.queue("a").counts().waiting()).isZero();
    }

    @Test
    void dropsWhatAnotherAgentHasPolled() {
        BatchStore store = store(Batches.inMemory(PLENTY));
        store.accept(shared("before", NOW));
        verdicts.put("before", Publication.DROP);
        verdicts.put("at once", Publication.DROP);

        store.accept(shared("at once", NOW));
        assertThat(store.review()).isFalse();

        assertThat(told)
                .containsExactly("before 1 stored", "at once 1 stored", "at once 1 NOT_OURS", "before 1 NOT_OURS");
        assertThat(store.queue("a").counts().waiting()).isZero();
        assertThat(store.queue("a").counts().dropped()).isZero();
    }

    @Test
    void holdsWhatAnEarlierLifeHasPolledAndGivesItUpOnceItIsPolledAgain() throws Exception {
        BatchStore store = store(Batches.onDisk(folder, PLENTY));
        store.accept(shared("again", NOW));
        store.accept(shared("again", LATE));
        store.accept(shared("agreed", NOW));
        store.close();

        BatchStore after = store(Batches.onDisk(folder, PLENTY));
        after.accept(shared("again", LATE));
        after.accept(shared("again", LATE.plusNanos(1_000)));
        assertThat(told.stream().filter("again 1 NOT_OURS"::equals)).hasSize(2);
        verdicts.put("agreed", Publication.PUBLISH);
        verdicts.put("again", Publication.PUBLISH);
        assertThat(after.review()).isFalse();

        assertThat(List.of(next(after), next(after), next(after)))
                .containsExactlyInAnyOrder("agreed", "again", "again");
        assertThat(after.queue("a").counts().waiting()).isZero();
    }

    @Test
    void makesRoomByWhatIsHeldToo() throws Exception {
        BatchStore store = store(Batches.inMemory(3 * bytes(1)));
        for (int i = 0; i < 10; i++) {
            store.accept(shared("held", NOW.plusSeconds(i)));
        }

        assertThat(store.queue("a").counts().dropped()).isPositive();
        verdicts.put("held", Publication.PUBLISH);
        assertThat(store.review()).isFalse();
        while (store.queue("a").counts().waiting() > 0) {
            assertThat(next(store)).isEqualTo("held");
        }
        assertThat(store.queue("a").counts().confirmed()
                        + store.queue("a").counts().dropped())
                .isEqualTo(10);
    }

    private BatchStore store(StoreSettings settings) {
        BatchStore store = new BatchStore(
                new RecordingBatchListener(told),
                batch -> verdicts.getOrDefault(batch.pollster(), Publication.HOLD),
                new BatchStore.Waiting(
                        settings,
                        InstantSource.fixed(NOW),
                        Backoff.exact(Duration.ofMillis(5), Duration.ofMillis(20))));
        opened.add(store);
        store.follow(settings, List.of("a"));
        store.queue("a");
        return store;
    }

    private String next(BatchStore store) throws InterruptedException {
        BatchQueue.HandedOut next = Objects.requireNonNull(store.queue("a").take(holder, () -> true));
        next.confirmed();
        return next.batch().pollster();
    }
}
