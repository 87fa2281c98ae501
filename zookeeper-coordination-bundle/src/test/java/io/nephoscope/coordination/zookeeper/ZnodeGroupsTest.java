package io.nephoscope.coordination.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.ToozGroups;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups as tooz has them, in a real server. */
@SuppressWarnings("NullAway.Init")
class ZnodeGroupsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GROUP = "central-global";

    @TempDir
    private Path folder;

    private ServerInside server;
    private final ZookeeperEngine engine = new ZookeeperEngine();
    private final List<ToozGroups.Membership> joined = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = ServerInside.start(folder);
    }

    @AfterEach
    void stop() {
        joined.forEach(ToozGroups.Membership::leave);
        engine.stop();
        server.stop();
    }

    /** What one member was told. */
    private static final class Told implements ToozGroups.Listener {

        private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

        @Override
        public void members(String group, Set<String> ids) {
            members.put(group, ids);
        }

        @Override
        public void connected(boolean now) {}

        void awaitMembers(String... ids) {
            await().atMost(PATIENCE).until(() -> Set.of(ids).equals(members.get(GROUP)));
        }
    }

    /** Tooz's groups lie at the top, whatever the URL says behind the hosts. */
    private CoordinationTarget target(String member) {
        return new CoordinationTarget(
                "zookeeper",
                List.of(server.address()),
                "",
                Map.of(),
                "tooz",
                member,
                Duration.ofSeconds(3),
                Optional.empty(),
                Optional.empty());
    }

    private ToozGroups.Membership join(String member, Told told) {
        ToozGroups.Membership membership = engine.open(target(member), told);
        membership.join(GROUP);
        joined.add(membership);
        return membership;
    }

    @Test
    void tellsWhoIsThere() {
        Told one = new Told();
        Told two = new Told();
        join("one", one);
        one.awaitMembers("one");

        ToozGroups.Membership second = join("two", two);
        one.awaitMembers("one", "two");
        two.awaitMembers("one", "two");

        second.leave();
        one.awaitMembers("one");
    }

    @Test
    void laysThemOutAsToozDoes() throws Exception {
        Told one = new Told();
        join("one", one);
        one.awaitMembers("one");

        ZooKeeper client = new ZooKeeper(server.address(), 10_000, event -> {});
        try {
            assertThat(client.getData("/tooz/" + GROUP + "/one", false, null))
                    .asHexString()
                    .isEqualToIgnoringCase("81A677656967687401");
            assertThat(client.exists("/tooz/" + GROUP + "/one", false).getEphemeralOwner())
                    .isNotZero();
            assertThat(client.exists("/tooz/" + GROUP, false).getEphemeralOwner())
                    .isZero();
        } finally {
            client.close();
        }
    }

    @Test
    void takesThePlaceOfAnEarlierProcess() {
        Told before = new Told();
        join("one", before);
        before.awaitMembers("one");
        Told after = new Told();
        join("one", after);
        after.awaitMembers("one");

        joined.get(0).leave();
        Told two = new Told();
        join("two", two);
        after.awaitMembers("one", "two");
        two.awaitMembers("one", "two");
    }

    @Test
    void comesBackAfterTheServerWasAway() throws Exception {
        Told one = new Told();
        join("one", one);
        one.awaitMembers("one");

        server.stop();
        server.start();
        Told two = new Told();
        join("two", two);

        one.awaitMembers("one", "two");
        two.awaitMembers("one", "two");
    }
}
