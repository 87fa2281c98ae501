package io.nephoscope.coordination.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.coordination.CoordinationTarget.Login;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session: what is asked of it is answered on the thread that it was given, in order. No method waits. */
final class ZookeeperSession extends ZooKeeper implements ZnodeSource {

    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperSession.class);

    /** What a server sends at once: far more than records may have, for many of them. */
    private static final String MAX_ANSWER = String.valueOf(64 << 20);

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

    /** How the client speaks, with TLS or without. */
    static ZKClientConfig config(@Nullable ZookeeperTls tls) {
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        config.setProperty(ZKClientConfig.JUTE_MAXBUFFER, MAX_ANSWER);
        if (tls != null) {
            tls.configure(config);
        }
        return config;
    }

    @Override
    public void ask(List<Op> ops, BiConsumer<Code, List<OpResult>> then) {
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

    /** Who is in a folder, and a look at it the next time that this changes. */
    void children(String path, BiConsumer<Code, Set<String>> then) {
        getChildren(
                path,
                true,
                (code, at, context, names) ->
                        thread.execute(() -> then.accept(Code.get(code), names == null ? Set.of() : Set.copyOf(names))),
                null);
    }

    /** The session that a node belongs to; 0 if it is not there or cannot be read. */
    void owner(String path, LongConsumer then) {
        exists(
                path,
                false,
                (code, at, context, stat) ->
                        thread.execute(() -> then.accept(stat == null ? 0 : stat.getEphemeralOwner())),
                null);
    }

    void remove(String path, Consumer<Code> then) {
        delete(path, -1, (code, at, context) -> answer(code, then), null);
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

    /** Ends one for good on a thread of its own: the client waits for the engine, or for its threads. */
    static void end(@Nullable ZookeeperSession old, boolean leaving, Runnable then) {
        Thread closer = new Thread(
                () -> {
                    try {
                        if (old != null && leaving) {
                            old.close();
                        } else if (old != null) {
                            old.abandon();
                        }
                    } finally {
                        then.run();
                    }
                },
                "zookeeper-closing");
        closer.setDaemon(true);
        closer.start();
    }

    /**
     * Ends the connection alone; the session goes on until it has expired, and what belongs to it stays as long. Waits for
     * threads.
     */
    void abandon() {
        cnxn.disconnect();
    }
}
