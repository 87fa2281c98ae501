package io.nephoscope.coordination;

import static io.nephoscope.api.coordination.Coordination.LISTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotOwners;
import io.nephoscope.partition.SlotShare;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.coordination.PartitionMember;
import io.nephoscope.partition.coordination.PartitionSettings;
import io.nephoscope.partition.coordination.Time;
import io.nephoscope.partition.record.ListRecord;
import io.nephoscope.partition.record.MemberRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Two agents and one store; the first makes all lists. */
class EngineListsTest {

    private static final Instant DUE = Instant.parse("2026-01-02T03:04:00Z");
    private static final Instant NEXT = DUE.plusSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LIST = "volume://all@60s";
    private static final String RECORD = LISTS + "volume%3A%2F%2Fall%4060s";
    private static final int LARGEST = 1_000;

    private final FakeEngine.Store store = new FakeEngine.Store();
    private final FakeMember maker = new FakeMember("maker", "maker", store);
    private final FakeMember taker = new FakeMember("taker", "maker", store);
    private final EngineLists makers = lists(maker);
    private final EngineLists takers = lists(taker);

    private static EngineLists lists(FakeMember member) {
        return new EngineLists(member.records, new StoppedTime(DUE.plusMillis(700)), LARGEST);
    }

    private Optional<String> taken(Instant due, Duration patience) throws Exception {
        Optional<InputStream> taken = takers.take(LIST, due, patience);
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(taken.get().readAllBytes(), UTF_8));
    }

    private void give(Instant due, String content) {
        makers.give(LIST, due, out -> out.write(content.getBytes(UTF_8)));
    }

    @Test
    void isMadeByTheOwnerOfItsHashSlot() {
        assertThat(makers.isMaker(LIST, DUE)).isTrue();
        assertThat(takers.isMaker(LIST, DUE)).isFalse();
    }

    @Test
    void handsOverWhatWasMade() throws Exception {
        give(DUE, "a list");

        assertThat(taken(DUE, PATIENCE)).contains("a list");
        assertThat(ListRecord.read(store.text(RECORD)).after()).isEqualTo(Duration.ofMillis(700));
        assertThat(makers.counts()).isEqualTo(new EngineLists.Counts(1, 0, 0));
        assertThat(takers.counts()).isEqualTo(new EngineLists.Counts(0, 1, 0));
    }

    @Test
    void waitsForAListThatIsBeingMade() throws Exception {
        CompletableFuture<Optional<String>> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return taken(DUE, PATIENCE);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(taker.firstRead.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        give(DUE, "a list");

        assertThat(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("a list");
    }

    @Test
    void takesAListOfALaterDueTimeButNoneOfAnEarlierOne() throws Exception {
        give(DUE, "a list");

        assertThat(taken(NEXT, Duration.ZERO)).isEmpty();
        assertThat(taken(DUE.minusSeconds(60), Duration.ZERO)).contains("a list");
    }

    @Test
    void writesAndReadsAListOnceThatStaysTheSame() throws Exception {
        give(DUE, "a list");
        assertThat(taken(DUE, PATIENCE)).contains("a list");
        store.put(RECORD + ".content", "nobody reads this");

        give(NEXT, "a list");

        assertThat(taken(NEXT, PATIENCE)).contains("a list");
        assertThat(store.text(RECORD + ".content")).isEqualTo("nobody reads this");
    }

    @Test
    void refusesAListThatIsNotTheOneThatWasTold() throws Exception {
        give(DUE, "a list");
        store.put(RECORD + ".content", "another");

        assertThat(taken(DUE, PATIENCE)).isEmpty();
    }

    @Test
    void writesAListAnewNowAndThen() throws Exception {
        for (int i = 0; i < 12; i++) {
            give(DUE.plusSeconds(60L * i), "a list");
            if (i == 0) {
                store.put(RECORD + ".content", "another");
            }
        }

        assertThat(taken(NEXT, PATIENCE)).contains("a list");
    }

    @Test
    void leavesAListToEachThatIsTooLarge() throws Exception {
        byte[] large = new byte[2 * LARGEST];
        new Random(1).nextBytes(large);
        makers.give(LIST, DUE, out -> out.write(large));

        assertThat(taken(DUE, PATIENCE)).isEmpty();
        assertThat(store.text(RECORD + ".content")).isEmpty();
        assertThat(ListRecord.read(store.text(RECORD)).state()).isEqualTo(ListRecord.State.TOO_LARGE);
        // Nor is the next one waited for, which would time out.
        assertThat(taken(NEXT, PATIENCE)).isEmpty();
        assertThat(taker.reads()).isEqualTo(2);
    }

    /** Who waited in vain would not be done with its own in time. */
    @Test
    void waitsForNoListThatTakesMostOfTheTimeThereIs() throws Exception {
        give(DUE, "a list");

        assertThat(taken(NEXT, Duration.ofSeconds(1))).isEmpty();
        assertThat(taker.reads()).isEqualTo(1);
        assertThat(taken(NEXT, Duration.ofMillis(1_100))).isEmpty();
        assertThat(taker.reads()).isGreaterThan(3);
    }

    @Test
    void waitsForNoListThatCouldNotBeMade() throws Exception {
        makers.decline(LIST, DUE);

        assertThat(taken(DUE, PATIENCE)).isEmpty();
        assertThat(taker.reads()).isEqualTo(1);
    }

    @Test
    void waitsForNoListThatCannotBeWritten() throws Exception {
        makers.give(LIST, DUE, out -> {
            throw new IOException("no");
        });

        assertThat(taken(DUE, PATIENCE)).isEmpty();
        assertThat(ListRecord.read(store.text(RECORD)).state()).isEqualTo(ListRecord.State.FAILED);
    }

    @Test
    void waitsForNobodyWhoIsGone() throws Exception {
        taker.sees("taker");

        assertThat(taken(DUE, PATIENCE)).isEmpty();
        assertThat(taker.reads()).isEqualTo(1);
    }

    @Test
    void waitsForNothingWhileTheEngineIsAway() throws Exception {
        taker.cutOff();

        assertThat(taken(DUE, PATIENCE)).isEmpty();
        assertThat(taker.reads()).isEqualTo(1);
    }

    @Test
    void waitsNoLongerForAListThatNeverComes() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(taken(DUE, Duration.ofMillis(1))).isEmpty();
        }
        int reads = taker.reads();

        assertThat(taken(DUE, PATIENCE)).isEmpty();
        assertThat(taker.reads()).isEqualTo(reads + 1);
    }

    /** Its maker may have been away. */
    @Test
    void waitsAgainOnceAListHasCome() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(taken(DUE, Duration.ofMillis(1))).isEmpty();
        }
        give(DUE, "a list");
        int reads = taker.reads();

        assertThat(taken(NEXT, Duration.ofMillis(1_100))).isEmpty();
        assertThat(taker.reads()).isGreaterThan(reads + 1);
    }

    private record StoppedTime(Instant now) implements Time {

        @Override
        public long nanoTime() {
            return 0;
        }
    }

    /** What is known of one agent, without its thread. */
    private static final class FakeMember {

        private static final CoordinationListener DEAF = new CoordinationListener() {

            @Override
            public void viewed(View view) {}

            @Override
            public void disconnected() {}
        };

        private final FakeEngine engine;
        private final MemberRecords records;
        private final CountDownLatch firstRead = new CountDownLatch(1);
        private final AtomicInteger reads = new AtomicInteger();
        private final MemberRecord own;
        private volatile List<String> present = List.of("maker", "taker");

        FakeMember(String id, String owner, FakeEngine.Store store) {
            engine = new FakeEngine(store);
            own = record(id);
            SharedPartitioner partitioner = new SharedPartitioner();
            partitioner.show(
                    new SlotShare(allOf(owner), id, Watermark.NOTHING),
                    new PartitionMember(own, PartitionSettings.DEFAULT, opened(), new SystemTime()).publications());
            records = new MemberRecords(Runnable::run, opened(), partitioner, this::snapshot);
        }

        private static MemberRecord record(String id) {
            return new MemberRecord(new Member(id, 1), false, "", "");
        }

        private static SlotAssignment allOf(String owner) {
            return SlotAssignment.none(1)
                    .next(
                            SlotOwners.of(List.of(new Member(owner, 1)), new int[1]),
                            new SlotAssignment.Change(Map.of(), Instant.EPOCH, Instant.EPOCH));
        }

        private Coordination opened() {
            return new Counted(engine.open(
                    new CoordinationTarget(
                            "fake",
                            List.of("nowhere"),
                            "",
                            Map.of(),
                            "root",
                            own.member().id(),
                            Duration.ofSeconds(10),
                            Optional.empty(),
                            Optional.empty()),
                    DEAF));
        }

        private MemberSnapshot snapshot() {
            return new MemberSnapshot(
                    SlotAssignment.none(1),
                    present.stream().map(FakeMember::record).toList(),
                    own,
                    new MemberSnapshot.Link(true, true, Instant.EPOCH, "", "", false),
                    false,
                    false,
                    0);
        }

        int reads() {
            return reads.get();
        }

        void sees(String... members) {
            present = List.of(members);
        }

        void cutOff() {
            engine.setUp(false);
        }

        /** Counts what is read. */
        private final class Counted implements Coordination {

            private final Coordination opened;

            Counted(Coordination opened) {
                this.opened = opened;
            }

            @Override
            public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
                reads.incrementAndGet();
                opened.read(names, then);
                firstRead.countDown();
            }

            @Override
            public void commit(Map<String, Long> expected, Map<String, String> writes, Consumer<Outcome> then) {
                opened.commit(expected, writes, then);
            }

            @Override
            public void join(String record) {
                opened.join(record);
            }

            @Override
            public void leave() {
                opened.leave();
            }

            @Override
            public void abandon() {
                opened.abandon();
            }
        }
    }
}
