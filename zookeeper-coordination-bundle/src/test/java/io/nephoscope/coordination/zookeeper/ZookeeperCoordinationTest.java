package io.nephoscope.coordination.zookeeper;

import static io.nephoscope.api.coordination.Coordination.ABSENT;
import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static io.nephoscope.api.coordination.Coordination.LISTS;
import static io.nephoscope.api.coordination.Coordination.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationListener.View;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Login;
import io.nephoscope.testkit.coordination.RecordingCoordinationListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is ZooKeeper's own, beside what every engine is held to. */
@SuppressWarnings("NullAway.Init")
class ZookeeperCoordinationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROOT = "/chroot/of/ours/nephoscope/central";

    @TempDir
    private Path folder;

    private ServerInside server;
    private final ZookeeperEngine engine = new ZookeeperEngine();

    @BeforeEach
    void start() throws Exception {
        server = ServerInside.start(folder);
    }

    @AfterEach
    void stop() {
        engine.stop();
        server.stop();
    }

    private record Opened(Coordination coordination, RecordingCoordinationListener told) {

        View await(Predicate<View> wanted) throws Exception {
            return told.await(wanted, PATIENCE);
        }

        Outcome commit(Map<String, Long> expected, Map<String, String> writes) throws Exception {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            coordination.commit(expected, writes, outcome::complete);
            return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        Stored read(String name) throws Exception {
            CompletableFuture<Map<String, Stored>> found = new CompletableFuture<>();
            coordination.read(Set.of(name), found::complete);
            return found.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getOrDefault(name, new Stored("not read", 0));
        }
    }

    private Opened open(CoordinationTarget target) {
        RecordingCoordinationListener told = new RecordingCoordinationListener();
        return new Opened(engine.open(target, told), told);
    }

    private Opened open(String member) {
        return open(server.target("nephoscope/central", member));
    }

    private Opened joined(String member) throws Exception {
        Opened opened = open(member);
        opened.coordination().join("record of " + member);
        opened.await(has(member));
        return opened;
    }

    private static Predicate<View> has(String member) {
        return view -> view.members().containsKey(member);
    }

    /** Does as an operator may. */
    private void delete(String... paths) throws Exception {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        ZooKeeper operator = new ZooKeeper(server.address(), 10_000, event -> connected.complete(null));
        connected.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (String path : paths) {
            operator.delete(path, -1);
        }
        operator.close();
    }

    /** An operator who clears something away means its records, or those of an earlier version lie there. */
    @Test
    void makesFoldersAnewThatAreMissing() throws Exception {
        Opened one = joined("a");
        delete(ROOT + "/lists");

        await().atMost(PATIENCE).until(() -> one.commit(Map.of(), Map.of(LISTS + "x", "1")) == Outcome.COMMITTED);

        assertThat(one.read(LISTS + "x").text()).isEqualTo("1");
        one.await(has("a"));
    }

    @Test
    void makesFoldersThatAnEarlierVersionDidNot() throws Exception {
        joined("a");
        delete(ROOT + "/lists");

        assertThat(joined("b").commit(Map.of(), Map.of(LISTS + "x", "1"))).isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void joinsAgainByItselfWhenItsSessionHasEnded() throws Exception {
        Opened one = joined("a");
        Opened watching = joined("b");
        watching.await(has("a"));
        long before = server.stat(ROOT + "/members/a").getEphemeralOwner();

        server.expire(ROOT + "/members/a");

        one.told().awaitDisconnection(PATIENCE);
        one.await(has("a").and(has("b")));
        watching.await(has("a"));
        assertThat(server.stat(ROOT + "/members/a").getEphemeralOwner()).isNotEqualTo(before);
        assertThat(one.commit(Map.of(ASSIGNMENT, ABSENT), Map.of(ASSIGNMENT, "x")))
                .isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void joinsAgainWhenSomebodyDeletesItsNode() throws Exception {
        Opened one = joined("a");
        long first = view(one, "a");

        delete(ROOT + "/members/a");

        one.await(view ->
                has("a").test(view) && view.members().values().stream().allMatch(present -> present.created() > first));
    }

    private static long view(Opened opened, String member) throws Exception {
        return opened.await(has(member)).members().entrySet().stream()
                .filter(entry -> entry.getKey().equals(member))
                .mapToLong(entry -> entry.getValue().created())
                .sum();
    }

    /** Two that took the node from each other would never come to an end. */
    @Test
    void leavesItsNodeToALaterProcessOfTheSameName() throws Exception {
        Opened earlier = joined("a");
        Opened later = open("a");

        later.coordination().join("later");

        earlier.await(view -> String.valueOf(view.members().get("a")).contains("later"));
        later.await(view -> String.valueOf(view.members().get("a")).contains("later"));
        long created = view(later, "a");
        Opened other = joined("b");
        assertThat(view(other, "a")).isEqualTo(created);
        later.coordination().leave();
        earlier.await(view -> String.valueOf(view.members().get("a")).contains("record of a"));
    }

    /** The number that ZooKeeper checks begins anew then. */
    @Test
    void doesNotTakeARecordThatWasDeletedAndMadeAgainForTheSame() throws Exception {
        Opened one = open("a");
        one.await(view -> true);
        one.commit(Map.of(ASSIGNMENT, ABSENT), Map.of(ASSIGNMENT, "x", PROGRESS + "a", "1"));
        Stored assignment = one.read(ASSIGNMENT);
        Stored progress = one.read(PROGRESS + "a");
        Opened other = open("b");
        other.await(view -> true);

        delete(ROOT + "/assignment", ROOT + "/progress/a");
        other.commit(Map.of(), Map.of(ASSIGNMENT, "x", PROGRESS + "a", "1"));

        assertThat(server.stat(ROOT + "/assignment").getVersion()).isZero();
        assertThat(one.commit(Map.of(ASSIGNMENT, assignment.version()), Map.of(PROGRESS + "a", "2")))
                .isEqualTo(Outcome.CONFLICT);
        assertThat(one.commit(Map.of(PROGRESS + "a", progress.version()), Map.of(PROGRESS + "a", "2")))
                .isEqualTo(Outcome.CONFLICT);
        assertThat(one.read(PROGRESS + "a").text()).isEqualTo("1");
    }

    @Test
    void writesThoughManyComeForTheFirstTimeAtOnce() throws Exception {
        Opened one = open("a");
        one.await(view -> true);
        one.commit(Map.of(), Map.of(ASSIGNMENT, "x"));
        long version = one.read(ASSIGNMENT).version();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        List<Opened> agents = List.of(one, open("b"), open("c"));
        for (Opened agent : agents) {
            agent.await(view -> view.assignment().version() == version);
        }

        for (int i = 0; i < 90; i++) {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            agents.get(i % 3)
                    .coordination()
                    .commit(Map.of(ASSIGNMENT, version), Map.of(PROGRESS + "m" + i, "1"), outcome::complete);
            outcomes.add(outcome);
        }

        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertThat(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Outcome.COMMITTED);
        }
    }

    @Test
    void writesNothingThatIsTooLarge() throws Exception {
        Opened one = open("a");
        one.await(view -> true);

        assertThat(one.commit(Map.of(), Map.of(ASSIGNMENT, "x".repeat(1_100_000))))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(one.commit(Map.of(), Map.of(ASSIGNMENT, "x".repeat(990_000))))
                .isEqualTo(Outcome.COMMITTED);

        assertThat(one.await(view -> !view.assignment().text().isEmpty())
                        .assignment()
                        .text())
                .hasSize(990_000);
        assertThat(one.told().disconnections()).isZero();
    }

    @Test
    void keepsNodesToItsLogin() throws Exception {
        Opened one = open(server.target("secret", "a", Optional.of(new Login("ceilometer", "one"))));
        one.coordination().join("record");
        one.await(has("a"));
        Opened wrong = open(server.target("secret", "b", Optional.of(new Login("ceilometer", "two"))));
        Opened nobody = open(server.target("secret", "c"));

        wrong.told().awaitDisconnection(PATIENCE);
        nobody.told().awaitDisconnection(PATIENCE);

        assertThat(wrong.told().views()).isEmpty();
        assertThat(nobody.told().views()).isEmpty();
        assertThat(wrong.commit(Map.of(), Map.of(ASSIGNMENT, "x"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(one.read(ASSIGNMENT)).isEqualTo(Stored.NOTHING);
    }

    @Test
    void watchesWithTwoWatchesHoweverManyMembersThereAre() throws Exception {
        Opened one = joined("a");
        int alone = server.watches();
        for (int i = 0; i < 10; i++) {
            joined("m" + i);
        }

        one.await(view -> view.members().size() == 11);

        assertThat(alone).isEqualTo(2);
        assertThat(server.watches()).isEqualTo(22);
    }

    @Test
    void readsFewTimesASecondWhileMuchChanges() throws Exception {
        Opened watching = joined("a");
        Opened busy = joined("b");
        for (int i = 0; i < 200; i++) {
            busy.coordination().join("record " + i);
        }

        watching.await(view -> String.valueOf(view.members().get("b")).contains("record 199"));

        assertThat(watching.told().views()).hasSizeLessThan(30);
    }
}
