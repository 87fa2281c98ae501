package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.ToozGroups;
import io.nephoscope.support.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups as tooz lays them out in ZooKeeper: a node for each group below one for all of them, and in it a node for each
 * member that is there as long as its session. All happens on one thread.
 */
final class ZnodeGroups implements ToozGroups.Membership {

    private static final Logger LOG = LoggerFactory.getLogger(ZnodeGroups.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15), 0.3);
    private static final byte[] NOTHING = {};
    /** What tells tooz that a member takes part in sharing: a map with a weight of 1, in msgpack. */
    private static final byte[] CAPABILITIES = {(byte) 0x81, (byte) 0xa6, 'w', 'e', 'i', 'g', 'h', 't', 1};

    private final ZookeeperSettings settings;
    private final ToozGroups.Listener listener;
    private final @Nullable ZookeeperTls tls;
    private final ZookeeperThread thread = new ZookeeperThread();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Set<String> groups = new TreeSet<>();
    private @Nullable ZookeeperSession session;
    private int failures;
    private boolean ended;

    ZnodeGroups(ZookeeperSettings settings, ToozGroups.Listener listener, @Nullable ZookeeperTls tls) {
        this.settings = settings;
        this.listener = listener;
        this.tls = tls;
    }

    void start() {
        thread.execute(this::open);
    }

    /** Is completed when nothing of it runs any more. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    @Override
    public void join(String group) {
        thread.execute(() -> {
            if (groups.add(group) && isConnected()) {
                enter(group);
            }
        });
    }

    @Override
    public void leave() {
        thread.execute(() -> {
            if (ended) {
                return;
            }
            ended = true;
            ZookeeperSession old = session;
            session = null;
            ZookeeperSession.end(old, true, () -> {
                if (tls != null) {
                    tls.close();
                }
                closed.complete(null);
            });
            thread.end();
        });
    }

    private boolean isConnected() {
        return !ended && session != null && session.getState().isConnected();
    }

    private void open() {
        if (ended) {
            return;
        }
        try {
            ZookeeperSession[] opened = new ZookeeperSession[1];
            opened[0] = ZookeeperSession.open(settings, ZookeeperSession.config(tls), thread, event -> {
                if (opened[0] == session) {
                    heard(event);
                }
            });
            session = opened[0];
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("ZooKeeper cannot be asked: {}", e.getMessage());
            openLater();
        }
    }

    private void openLater() {
        session = null;
        thread.after(BACKOFF.delay(++failures), this::open);
    }

    private void heard(WatchedEvent event) {
        if (event.getType() == EventType.NodeChildrenChanged && event.getPath() != null) {
            read(event.getPath().substring(settings.paths().root().length() + 1));
            return;
        }
        if (event.getType() != EventType.None) {
            return;
        }
        KeeperState state = event.getState();
        if (state == KeeperState.SyncConnected) {
            failures = 0;
            listener.connected(true);
            groups.forEach(this::enter);
        } else {
            if (tls != null) {
                tls.refresh();
            }
            listener.connected(false);
            if (state == KeeperState.Expired || state == KeeperState.AuthFailed || state == KeeperState.Closed) {
                LOG.warn("The session with ZooKeeper has ended ({}); another begins.", state);
                ZookeeperSession.end(session, false, () -> {});
                openLater();
            }
        }
    }

    /** Makes what a member's node lies in, the node itself, and reads who else is there. */
    private void enter(String group) {
        ZookeeperSession now = session;
        if (now == null) {
            return;
        }
        String root = settings.paths().root();
        String folder = root + "/" + group;
        String member = folder + "/" + settings.paths().member();
        now.create(
                root,
                NOTHING,
                CreateMode.PERSISTENT,
                made -> now.create(
                        folder,
                        NOTHING,
                        CreateMode.PERSISTENT,
                        named -> now.create(
                                member, CAPABILITIES, CreateMode.EPHEMERAL, code -> entered(now, group, code))));
    }

    private void entered(ZookeeperSession asked, String group, Code code) {
        if (asked != session || ended) {
            return;
        }
        if (code == Code.OK) {
            read(group);
        } else if (code == Code.NODEEXISTS) {
            replace(asked, group);
        } else if (code != Code.CONNECTIONLOSS && code != Code.SESSIONEXPIRED) {
            LOG.warn("ZooKeeper refuses {}/{}: {}.", settings.paths().root(), group, code);
            thread.after(BACKOFF.delay(++failures), () -> enter(group));
        }
    }

    /** The node of an earlier process may be there as long as its session. */
    private void replace(ZookeeperSession asked, String group) {
        String member =
                settings.paths().root() + "/" + group + "/" + settings.paths().member();
        asked.owner(member, owner -> {
            if (owner == asked.getSessionId()) {
                read(group);
            } else if (owner == 0) {
                enter(group);
            } else {
                asked.remove(member, code -> enter(group));
            }
        });
    }

    private void read(String group) {
        ZookeeperSession now = session;
        if (now != null) {
            now.children(settings.paths().root() + "/" + group, (code, members) -> {
                if (now != session || ended) {
                    return;
                }
                if (code == Code.OK) {
                    listener.members(group, members);
                } else if (code == Code.NONODE) {
                    enter(group);
                }
            });
        }
    }
}
