package io.nephoscope.coordination.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.coordination.CoordinationTarget.Login;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session: what is asked of it is answered on the thread that it was given, in order. No method waits. */
final class ZookeeperSession extends ZooKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperSession.class);

    private final Executor thread;
    private final List<ACL> acl;

    private ZookeeperSession(
            ZookeeperSettings settings, ZKClientConfig config, Executor thread, Consumer<WatchedEvent> told)
            throws IOException {
        super(settings.hosts(), settings.sessionMillis(), event -> thread.execute(() -> told.accept(event)), config);
        this.thread = thread;
        this.acl = settings.login().isPresent() ? ZooDefs.Ids.CREATOR_ALL_ACL : ZooDefs.Ids.OPEN_ACL_UNSAFE;
    }

    /**
     * Begins to connect.
     *
     * @param told of all that happens, on the thread
     */
    static ZookeeperSession open(
            ZookeeperSettings settings, ZKClientConfig config, Executor thread, Consumer<WatchedEvent> told)
            throws IOException {
        ZookeeperSession session = new ZookeeperSession(settings, config, thread, told);
        settings.login().ifPresent(session::authenticate);
        return session;
    }

    private void authenticate(Login login) {
        addAuthInfo("digest", (login.user() + ":" + login.password()).getBytes(UTF_8));
    }

    /** @param then is given results also when some of several reads failed; none at all when all did */
    void ask(List<Op> ops, BiConsumer<Code, List<OpResult>> then) {
        multi(
                ops,
                (code, path, context, results) ->
                        thread.execute(() -> then.accept(Code.get(code), results == null ? List.of() : results)),
                null);
    }

    void create(String path, byte[] data, CreateMode mode, Consumer<Code> then) {
        create(path, data, acl, mode, (code, at, context, name) -> answer(code, then), null);
    }

    Op creation(String path, byte[] data, CreateMode mode) {
        return Op.create(path, data, acl, mode);
    }

    void watch(String path, AddWatchMode mode, Consumer<Code> then) {
        addWatch(path, mode, (code, at, context) -> answer(code, then), null);
    }

    /** What is read after this is not older than now. */
    void catchUp(String path) {
        sync(path, (code, at, context) -> {}, null);
    }

    private void answer(int code, Consumer<Code> then) {
        thread.execute(() -> then.accept(Code.get(code)));
    }

    /** Ends the session; what belongs to it is gone at once. Waits for the engine. */
    @Override
    public synchronized void close() {
        try {
            super.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("Interrupted while a session ended", e);
        }
    }

    /**
     * Ends the connection alone; the session goes on until it has expired, and what belongs to it stays as long. Waits for
     * threads.
     */
    void abandon() {
        cnxn.disconnect();
    }
}
