package io.nephoscope.core.publish;

import static io.nephoscope.core.publish.Batches.batch;
import static io.nephoscope.core.publish.Batches.bytes;
import static io.nephoscope.core.publish.Batches.due;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.support.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatchStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long PLENTY = 16 << 20;

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<BatchStore> opened = new ArrayList<>();
    private final Object holder = new Object();

    @AfterEach
    void close() {
        opened.forEach(BatchStore::close);
    }

    @Test
    void endsABatchOnceAllWhoAreToGetItAreDone() throws Exception {
        BatchStore store = store(Batches.inMemory(PLENTY), "a", "b");
        store.accept(batch("p", 1));

        next(store, "a").confirmed();
        assertThat(told).containsExactly("p 1 stored");
        next(store, "b").refused("too large", true);

        assertThat(told).containsExactly("p 1 stored", "p 1 REFUSED");
    }

    @Test
    void givesABatchToThoseAloneWhomItsSourceNames() throws Exception {
        BatchStore store = store(Batches.inMemory(PLENTY), "a", "b");

        store.accept(batch("p", 1, "b"));
        store.accept(batch("q", 1));
        store.accept(batch("lost", 1, "nobody"));

        assertThat(next(store, "a").batch().pollster()).isEqualTo("q");
        assertThat(next(store, "b").batch().pollster()).isEqualTo("p");
        assertThat(told).contains("lost 1 stored", "lost 1 GIVEN_UP");
    }

    @Test
    void keepsForOneWhatAnotherHasTaken() throws Exception {
        BatchStore store = store(Batches.inMemory(10 * bytes(1)), "fast", "stuck");

        for (int i = 0; i < 100; i++) {
            store.accept(batch("p", 1));
            next(store, "fast").confirmed();
        }

        assertThat(store.queue("fast").counts()).isEqualTo(new BatchQueue.Counts(0, 0, 100, 0, 0));
        assertThat(store.queue("stuck").counts()).isEqualTo(new BatchQueue.Counts(10, 0, 0, 90, 0));
    }

    @Test
    void refusesWhatIsPolledWhileItIsFullAndPollingIsToPause() throws Exception {
        BatchStore store = store(Batches.pausing(Batches.inMemory(10 * bytes(1))), "a");
        while (store.accept(batch("p", 1))) {
            assertThat(told).hasSizeLessThanOrEqualTo(10);
        }

        assertThat(store.hasRoom()).isFalse();
        assertThat(store.health()).extracting(HealthReport::message).containsExactly("it is full, so polling pauses");

        for (int i = 0; i < 5; i++) {
            next(store, "a").confirmed();
        }

        await().until(store::hasRoom);
        assertThat(store.accept(batch("p", 1))).isTrue();
        assertThat(store.queue("a").counts()).isEqualTo(new BatchQueue.Counts(6, 0, 5, 0, 0));
    }

    @Test
    void dropsWhatIsTooOld() {
        BatchStore store = store(Batches.noOlderThan(Batches.inMemory(PLENTY), Duration.ofHours(1)), "a");

        store.accept(due("old", 2, NOW.minusSeconds(3_601)));
        store.accept(due("young", 1, NOW.minusSeconds(3_599)));

        await().until(() -> told.contains("old 2 DROPPED"));
        assertThat(store.queue("a").counts()).isEqualTo(new BatchQueue.Counts(1, 0, 0, 2, 0));
    }

    @Test
    void handsOutInOrderAfterARefusalToo() throws Exception {
        BatchStore store = store(Batches.inMemory(PLENTY), "a");
        for (int i = 0; i < 6; i++) {
            store.accept(batch("p" + i, 1));
        }
        List<BatchQueue.HandedOut> taken = List.of(next(store, "a"), next(store, "a"), next(store, "a"));

        taken.get(2).refused("away", false);
        taken.get(0).refused("away", false);

        assertThat(pollsters(store, "a", 5)).containsExactly("p0", "p2", "p3", "p4", "p5");
    }

    @Test
    void handsOutWhatIsLiveBeforeWhatHasWaitedWhereThatIsWanted() throws Exception {
        BatchStore store = store(Batches.liveFirst(Batches.inMemory(PLENTY), "a"), "a", "b");
        for (int i = 0; i < 3; i++) {
            store.accept(batch("old" + i, 1));
        }
        next(store, "a").confirmed();
        store.accept(batch("live", 1));

        assertThat(pollsters(store, "a", 3)).containsExactly("live", "old1", "old2");
        assertThat(pollsters(store, "b", 4)).containsExactly("old0", "old1", "old2", "live");
    }

    @Test
    void keepsOnDiskWhatIsNotConfirmedAndNothingElse() throws Exception {
        BatchStore before = store(Batches.onDisk(folder, PLENTY), "a", "b");
        List<RoutedBatch> batches = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            batches.add(batch("p" + i, 2));
        }
        batches.forEach(before::accept);
        next(before, "a").confirmed();
        BatchQueue.HandedOut unconfirmed = next(before, "a");
        next(before, "a").confirmed();
        before.close();
        told.clear();

        BatchStore after = store(Batches.onDisk(folder, PLENTY), "a", "b");

        assertThat(told)
                .containsExactlyElementsOf(batches.stream()
                        .map(batch -> batch.pollster() + " 2 stored")
                        .toList());
        BatchQueue.HandedOut again = next(after, "a");
        assertThat(again.batch()).isEqualTo(unconfirmed.batch());
        assertThat(pollsters(after, "a", 3)).containsExactly("p3", "p4", "p5");
        assertThat(pollsters(after, "b", 6)).containsExactly("p0", "p1", "p2", "p3", "p4", "p5");
    }

    @Test
    void startsAPublisherThatIsNewWithWhatComesNext() throws Exception {
        BatchStore before = store(Batches.onDisk(folder, PLENTY), "a");
        before.accept(batch("earlier", 1));
        before.close();

        BatchStore after = store(Batches.onDisk(folder, PLENTY), "a", "new");
        after.accept(batch("later", 1));

        assertThat(next(after, "new").batch().pollster()).isEqualTo("later");
        assertThat(pollsters(after, "a", 2)).containsExactly("earlier", "later");
    }

    @Test
    void movesWhatWaitsToTheDiskWhenAPublisherComesThatConfirms() throws Exception {
        StoreSettings auto = auto();
        BatchStore store = store(auto, "console");
        store.accept(batch("p0", 1));
        store.accept(batch("p1", 1));
        BatchQueue.HandedOut inFlight = next(store, "console");
        assertThat(store.isLasting()).isFalse();

        store.follow(auto, List.of("console", "amqp"));
        store.queue("amqp");
        store.accept(batch("p2", 1));
        inFlight.confirmed();

        assertThat(store.isLasting()).isTrue();
        assertThat(pollsters(store, "console", 2)).containsExactly("p1", "p2");
        store.close();
        BatchStore after = store(auto, "console", "amqp");
        assertThat(pollsters(after, "console", 2)).containsExactly("p1", "p2");
        assertThat(pollsters(after, "amqp", 1)).containsExactly("p2");
    }

    @Test
    void saysThatAnotherProcessHasTheJournalAndKeepsSamplesInMemory() throws Exception {
        store(Batches.onDisk(folder, PLENTY), "a");

        BatchStore second = store(Batches.onDisk(folder, PLENTY), "a");
        second.accept(batch("p", 1));

        assertThat(second.health()).singleElement().satisfies(report -> assertThat(report.message())
                .contains("samples wait in memory alone"));
        assertThat(next(second, "a").batch().pollster()).isEqualTo("p");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void accountsForEachBatchWhateverHappens(long seed) throws Exception {
        Random random = new Random(seed);
        boolean disk = random.nextBoolean();
        long room = (20 + random.nextInt(60)) * bytes(2);
        StoreSettings settings = disk ? Batches.onDisk(folder, Math.max(room, 1 << 20)) : Batches.inMemory(room);
        Account account = new Account();
        BatchStore store = new BatchStore(
                account, settings, InstantSource.fixed(NOW), Backoff.exact(Duration.ofMillis(1), Duration.ofMillis(2)));
        opened.add(store);
        store.follow(settings, List.of("a", "b"));
        store.queue("a");
        store.queue("b");
        Map<String, Set<UUID>> confirmed = new HashMap<>(Map.of("a", new HashSet<>(), "b", new HashSet<>()));
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(3) > 0) {
                store.accept(batch("p" + random.nextInt(4), 1 + random.nextInt(3)));
            }
            String who = random.nextBoolean() ? "a" : "b";
            if (store.queue(who).counts().waiting() > 0) {
                settle(next(store, who), random, Objects.requireNonNull(confirmed.get(who)));
            }
        }
        for (String who : List.of("a", "b")) {
            while (store.queue(who).counts().waiting() > 0) {
                next(store, who).confirmed();
            }
        }

        assertThat(account.open).isZero();
        assertThat(account.stored).isEqualTo(account.ended);
        for (String who : List.of("a", "b")) {
            BatchQueue.Counts counts = store.queue(who).counts();
            assertThat(counts.waiting() + counts.inFlight()).isZero();
            assertThat(counts.confirmed() + counts.dropped() + counts.refused()).isEqualTo(account.samples);
        }
    }

    private static void settle(BatchQueue.HandedOut handedOut, Random random, Set<UUID> confirmed) {
        switch (random.nextInt(10)) {
            case 0 -> handedOut.refused("away", false);
            case 1 -> handedOut.refused("too large", true);
            case 2 -> handedOut.comesBack();
            default -> {
                assertThat(confirmed.add(handedOut.batch().id())).isTrue();
                handedOut.confirmed();
            }
        }
    }

    /** Sums up what is told. */
    private static final class Account implements BatchListener {

        private long open;
        private long stored;
        private long ended;
        private long samples;

        @Override
        public void stored(BatchKey batch) {
            open++;
            stored++;
            samples += batch.samples();
        }

        @Override
        public void ended(BatchKey batch, BatchEnd end) {
            open--;
            ended++;
        }
    }

    private StoreSettings auto() {
        StoreSettings disk = Batches.onDisk(folder, PLENTY);
        return new StoreSettings(
                StoreSettings.Kind.AUTO,
                disk.folder(),
                disk.limits(),
                disk.age(),
                disk.full(),
                disk.forceInterval(),
                disk.liveFirst());
    }

    private BatchStore store(StoreSettings settings, String... publishers) {
        BatchStore store = new BatchStore(
                new RecordingBatchListener(told),
                settings,
                InstantSource.fixed(NOW),
                Backoff.exact(Duration.ofMillis(5), Duration.ofMillis(20)));
        opened.add(store);
        store.follow(settings, List.of(publishers));
        for (String publisher : publishers) {
            store.queue(publisher);
        }
        return store;
    }

    private BatchQueue.HandedOut next(BatchStore store, String publisher) throws InterruptedException {
        return Objects.requireNonNull(store.queue(publisher).take(holder, () -> true));
    }

    private List<String> pollsters(BatchStore store, String publisher, int batches) throws InterruptedException {
        List<String> pollsters = new ArrayList<>();
        while (pollsters.size() < batches) {
            pollsters.add(next(store, publisher).batch().pollster());
        }
        return pollsters;
    }
}
