package io.nephoscope.coordination.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.coordination.CoordinationListener.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.OpResult.ErrorResult;
import org.apache.zookeeper.OpResult.GetChildrenResult;
import org.apache.zookeeper.OpResult.GetDataResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read, and what becomes of what changes while that is under way. Answers come when the test says so. */
class ZnodeViewTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ZnodePaths PATHS = ZnodePaths.of("", "nephoscope/central", "one");
    private static final String MEMBER = PATHS.member("one");

    private final ZookeeperThread thread = new ZookeeperThread();
    private final List<View> views = new CopyOnWriteArrayList<>();
    private final Server server = new Server();
    private final ZnodeView view = new ZnodeView(
            PATHS, new ZnodeRecords(PATHS, () -> {}), new ZnodeMember(PATHS, () -> {}), thread, views::add);

    /** Nodes, and requests that wait for their answers. */
    private static final class Server implements ZnodeSource {

        private final Map<String, String> nodes = new HashMap<>();
        private final Map<String, Long> changes = new HashMap<>();
        private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
        private long transaction;

        void put(String path, String text) {
            nodes.put(path, text);
            changes.put(path, ++transaction);
        }

        @Override
        public void ask(List<Op> ops, BiConsumer<Code, List<OpResult>> then) {
            // What it holds is what it held when it was asked.
            List<OpResult> results = new ArrayList<>();
            ops.forEach(op -> results.add(result(op)));
            waiting.add(() -> then.accept(Code.OK, results));
        }

        private OpResult result(Op op) {
            if (op.getType() == OpCode.getChildren) {
                return new GetChildrenResult(List.of("one"));
            }
            String text = nodes.get(op.getPath());
            if (text == null) {
                return new ErrorResult(Code.NONODE.intValue());
            }
            Stat stat = new Stat();
            stat.setMzxid(changes.getOrDefault(op.getPath(), 0L));
            return new GetDataResult(text.getBytes(UTF_8), stat);
        }
    }

    @BeforeEach
    void connect() {
        server.put(PATHS.root(), "");
        server.put(PATHS.members(), "");
        server.put(MEMBER, "record");
        server.put(PATHS.assignment(), "first");
        thread.execute(() -> view.connected(server));
        answerAll();
        assertThat(last()).isEqualTo("first");
    }

    @AfterEach
    void end() {
        thread.end();
    }

    private String last() {
        return views.get(views.size() - 1).assignment().text();
    }

    private void change(String path) {
        thread.execute(
                () -> view.changed(new WatchedEvent(EventType.NodeDataChanged, KeeperState.SyncConnected, path)));
    }

    private void answerOne() {
        await().atMost(PATIENCE).until(() -> !server.waiting.isEmpty());
        thread.execute(server.waiting.remove(0));
    }

    /** Until there is a view of all. */
    private void answerAll() {
        int before = views.size();
        await().atMost(PATIENCE).until(() -> {
            if (!server.waiting.isEmpty()) {
                thread.execute(server.waiting.remove(0));
            }
            return views.size() > before;
        });
    }

    @Test
    void readsAnAssignmentThatHasChanged() {
        server.put(PATHS.assignment(), "second");
        change(PATHS.assignment());
        answerAll();

        assertThat(last()).isEqualTo("second");
    }

    /** The answer on its way tells nothing of it. */
    @Test
    void readsAnAssignmentThatChangesWhileMembersAreRead() {
        server.put(MEMBER, "another");
        change(MEMBER);
        await().atMost(PATIENCE).until(() -> !server.waiting.isEmpty());
        server.put(PATHS.assignment(), "second");
        change(PATHS.assignment());
        answerOne();
        answerOne();
        await().atMost(PATIENCE).until(() -> views.size() == 2);
        assertThat(last()).isEqualTo("first");
        answerAll();

        assertThat(last()).isEqualTo("second");
    }

    @Test
    void readsAnAssignmentOnceMoreThatChangesWhileItIsRead() {
        change(PATHS.assignment());
        await().atMost(PATIENCE).until(() -> !server.waiting.isEmpty());
        server.put(PATHS.assignment(), "second");
        change(PATHS.assignment());
        answerOne();
        answerAll();

        assertThat(last()).isEqualTo("second");
    }
}
