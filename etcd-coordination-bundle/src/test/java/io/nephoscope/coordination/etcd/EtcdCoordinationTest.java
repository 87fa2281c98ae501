package io.nephoscope.coordination.etcd;

import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static io.nephoscope.api.coordination.Coordination.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.testkit.coordination.RecordingCoordinationListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults that a real etcd cannot be made to show when a test wants them; all else is tried on a real one. */
class EtcdCoordinationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TXN = "/v3/kv/txn";
    private static final String ONE_MEMBER = "{\"header\":{\"revision\":\"9\"},\"succeeded\":true,\"responses\":["
            + "{\"response_range\":{\"count\":\"1\",\"kvs\":[{\"key\":\"" + EtcdKeys.encoded("root/members/b")
            + "\",\"value\":\"" + EtcdKeys.encoded("other") + "\",\"create_revision\":\"8\"}]}},"
            + "{\"response_range\":{}}]}";

    private final EtcdCoordinationEngine engine = new EtcdCoordinationEngine();
    private final RecordingCoordinationListener told = new RecordingCoordinationListener();
    private final FakeGateway gateway;

    EtcdCoordinationTest() throws Exception {
        gateway = new FakeGateway();
    }

    @AfterEach
    void stop() {
        engine.close();
        gateway.close();
    }

    private Coordination open() throws Exception {
        Coordination coordination = engine.open(
                new CoordinationTarget(
                        "etcd3",
                        List.of(gateway.host()),
                        "",
                        Map.of("timeout", "2"),
                        "root",
                        "a",
                        Duration.ofSeconds(3),
                        Optional.empty(),
                        Optional.empty()),
                told);
        told.await(view -> true, PATIENCE);
        return coordination;
    }

    private void awaitOther() throws Exception {
        told.await(view -> view.members().containsKey("b"), PATIENCE);
    }

    private static Map<String, Stored> read(Coordination coordination, Set<String> names) throws Exception {
        CompletableFuture<Map<String, Stored>> found = new CompletableFuture<>();
        coordination.read(names, found::complete);
        return found.get(60, TimeUnit.SECONDS);
    }

    /** A firewall that forgets an idle connection, for one. */
    @Test
    void readsAllAnewWhenTheStreamOfChangesAloneIsSilent() throws Exception {
        open();

        gateway.answer(TXN, ONE_MEMBER);

        awaitOther();
        assertThat(gateway.watches()).isGreaterThan(1);
    }

    @Test
    void readsAllAnewWhenChangesWereCompacted() throws Exception {
        open();
        gateway.answer(TXN, ONE_MEMBER);

        gateway.tell("{\"result\":{\"canceled\":true,\"compact_revision\":\"8\"}}");

        awaitOther();
        assertThat(told.disconnections()).isZero();
    }

    @Test
    void watchesAgainWhenTheStreamEnds() throws Exception {
        open();

        gateway.endStream();

        Awaitility.await().atMost(PATIENCE).until(() -> gateway.watches() > 1);
        assertThat(told.await(view -> true, PATIENCE).members()).isEmpty();
    }

    @Test
    void tellsThatAnAnswerToAWriteWasLost() throws Exception {
        Coordination coordination = open();
        gateway.answer(TXN, "");
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        coordination.commit(Map.of(ASSIGNMENT, 4L), Map.of(PROGRESS + "a", "done"), outcome::complete);

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo(Outcome.UNKNOWN);
    }

    /** A host that takes connections and never answers. */
    @Test
    void isDisconnectedWhenNothingIsAnsweredAnyMore() throws Exception {
        open();
        gateway.answer(TXN, "");
        told.awaitDisconnection(PATIENCE);

        gateway.answer(TXN, ONE_MEMBER);

        awaitOther();
    }

    /** All at once would be refused. */
    @Test
    void readsManyRecordsPieceByPiece() throws Exception {
        Coordination coordination = open();
        gateway.answer(TXN, records(100));
        Set<String> names = IntStream.range(0, 200).mapToObj(i -> PROGRESS + i).collect(Collectors.toSet());

        assertThat(read(coordination, names)).containsOnlyKeys(names);
    }

    private static String records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"response_range\":{\"kvs\":[{\"mod_revision\":\"3\",\"value\":\"eA==\"}]}}")
                .collect(Collectors.joining(",", "{\"header\":{\"revision\":\"7\"},\"responses\":[", "]}"));
    }

    @Test
    void goesOnWhenAnAnswerIsNoJson() throws Exception {
        Coordination coordination = open();
        gateway.answer(TXN, "<html>");
        assertThat(read(coordination, Set.of(ASSIGNMENT))).isEmpty();

        gateway.answer(TXN, ONE_MEMBER);

        awaitOther();
    }
}
