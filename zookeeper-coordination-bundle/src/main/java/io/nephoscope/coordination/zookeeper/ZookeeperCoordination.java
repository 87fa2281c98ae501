package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationListener.View;
import io.nephoscope.support.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with ZooKeeper, whose sessions follow each other. All happens on one thread: what callers ask is handed to
 * it, and what the client tells.
 */
final class ZookeeperCoordination implements Coordination {

    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperCoordination.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15), 0.3);

    private final ZookeeperSettings settings;
    private final CoordinationListener listener;
    private final @Nullable ZookeeperTls tls;
    private final ZookeeperThread thread = new ZookeeperThread();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final ZnodeRecords records;
    private final ZnodeMember member;
    private final ZnodeView view;
    private @Nullable ZookeeperSession session;
    /** Counts sessions: what an earlier one tells is of no interest. */
    private int sessions;
    /** Whether watches are set and folders there; until then nothing is asked. */
    private boolean ready;
    /** What was said last in the log. */
    private String said = "";

    private int failures;
    private boolean ended;

    ZookeeperCoordination(ZookeeperSettings settings, CoordinationListener listener, @Nullable ZookeeperTls tls) {
        this.settings = settings;
        this.listener = listener;
        this.tls = tls;
        this.records = new ZnodeRecords(settings.paths(), () -> retry(Code.NONODE));
        this.member = new ZnodeMember(settings.paths(), () -> retry(Code.NONODE));
        this.view = new ZnodeView(settings.paths(), records, member, thread, this::tell);
    }

    void start() {
        thread.execute(this::open);
    }

    /** Is completed when nothing of it runs any more. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    // ------------------------------------------------------------------ sessions

    private void open() {
        if (ended) {
            return;
        }
        int number = ++sessions;
        thread.after(settings.session(), () -> look(number));
        try {
            session = ZookeeperSession.open(settings, ZookeeperSession.config(tls), thread, event -> {
                if (number == sessions) {
                    heard(event);
                }
            });
        } catch (IOException | IllegalArgumentException e) {
            say("ZooKeeper cannot be asked: " + e.getMessage());
            openLater();
        }
    }

    /** With TLS the client is silent about servers that it has never reached. */
    private void look(int number) {
        if (number == sessions && !ready && !ended) {
            lost(unreachable());
        }
    }

    private String unreachable() {
        return "ZooKeeper at " + settings.hosts() + " cannot be reached; what was agreed goes on.";
    }

    private void openLater() {
        thread.after(BACKOFF.delay(++failures), this::open);
    }

    private void heard(WatchedEvent event) {
        if (event.getType() != EventType.None) {
            view.changed(event);
            return;
        }
        switch (event.getState()) {
            case SyncConnected -> prepare(session);
            case Disconnected -> lost(unreachable());
            case Expired, Closed -> {
                lost("The session with ZooKeeper has ended; another begins.");
                openLater();
            }
            case AuthFailed -> {
                lost("ZooKeeper refuses the login.");
                ZookeeperSession.end(session, false, () -> {});
                openLater();
            }
            default -> LOG.debug("ZooKeeper says {}", event);
        }
    }

    private void lost(String why) {
        if (tls != null) {
            tls.refresh();
        }
        ready = false;
        view.disconnected();
        say(why);
        listener.disconnected();
    }

    /** Warns, once until something else is to be said. */
    private void say(String what) {
        if (!said.equals(what)) {
            said = what;
            LOG.warn("{}", what);
        }
    }

    // ------------------------------------------------------------------ what there must be

    private void prepare(@Nullable ZookeeperSession connected) {
        if (connected == null || ended) {
            return;
        }
        ZnodePaths paths = settings.paths();
        connected.watch(paths.members(), AddWatchMode.PERSISTENT_RECURSIVE, code -> {});
        // Nothing lies in it; one that is not recursive would be two for the server.
        connected.watch(paths.assignment(), AddWatchMode.PERSISTENT_RECURSIVE, code -> watched(connected, code));
    }

    private void watched(ZookeeperSession asked, Code code) {
        if (code != Code.OK) {
            refused(asked, code);
            return;
        }
        List<String> folders = settings.paths().folders();
        List<String> own = folders.subList(folders.indexOf(settings.paths().root()), folders.size());
        asked.ask(own.stream().map(Op::getData).toList(), (read, results) -> {
            // An earlier version, or another agent that is at it just now, has made only some of them.
            if (read == Code.NONODE || results.stream().anyMatch(ZnodeRecords::isMissing)) {
                create(asked, folders);
            } else {
                prepared(asked, read);
            }
        });
    }

    private void create(ZookeeperSession asked, List<String> folders) {
        String first = folders.get(0);
        List<String> others = folders.subList(1, folders.size());
        asked.create(first, new byte[0], CreateMode.PERSISTENT, code -> {
            if (code != Code.OK && code != Code.NODEEXISTS) {
                refused(asked, code);
            } else if (others.isEmpty()) {
                watched(asked, Code.OK);
            } else {
                create(asked, others);
            }
        });
    }

    private void prepared(ZookeeperSession asked, Code code) {
        if (code != Code.OK) {
            refused(asked, code);
        } else if (asked == session && !ended && asked.getState().isConnected()) {
            ready = true;
            failures = 0;
            said = "";
            LOG.info(
                    "Connected with ZooKeeper at {}, by a session of {} ms.",
                    settings.hosts(),
                    asked.getSessionTimeout());
            member.connected(asked);
            view.connected(asked);
        }
    }

    private void refused(ZookeeperSession asked, Code code) {
        if (asked == session) {
            retry(code);
        }
    }

    /** A lost connection is told by itself, and tried again by the client. */
    private void retry(Code code) {
        boolean connection = code == Code.CONNECTIONLOSS || code == Code.SESSIONEXPIRED;
        if (connection || ended) {
            return;
        }
        lost(reason(code));
        ZookeeperSession asked = session;
        thread.after(BACKOFF.delay(++failures), () -> {
            if (asked == session && asked != null && asked.getState().isConnected()) {
                prepare(asked);
            }
        });
    }

    private String reason(Code code) {
        return switch (code) {
            case NOAUTH, AUTHFAILED, SESSIONCLOSEDREQUIRESASLAUTH ->
                settings.login()
                                .map(login -> "ZooKeeper refuses the login of " + login.user())
                                .orElse("ZooKeeper wants a login")
                        + " for " + settings.paths().root() + "; see user and password of backend.url.";
            case UNIMPLEMENTED -> "This ZooKeeper is older than 3.6, and cannot tell what is needed.";
            default -> "ZooKeeper refuses " + settings.paths().root() + ": " + code + ".";
        };
    }

    private void tell(View now) {
        if (!ended && ready) {
            listener.viewed(now);
        }
    }

    // ------------------------------------------------------------------ what is asked

    @Override
    public void join(String record) {
        thread.execute(() -> {
            if (!ended) {
                member.join(record);
            }
        });
    }

    @Override
    public void commit(Map<String, Long> expected, Map<String, String> writes, Consumer<Outcome> then) {
        thread.execute(() -> {
            ZookeeperSession now = session;
            if (now == null || !ready) {
                then.accept(Outcome.UNKNOWN);
            } else {
                records.commit(now, expected, writes, then);
            }
        });
    }

    @Override
    public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
        thread.execute(() -> {
            ZookeeperSession now = session;
            if (now == null || !ready) {
                then.accept(Map.of());
            } else {
                records.read(now, names, then);
            }
        });
    }

    @Override
    public void leave() {
        thread.execute(() -> finish(true));
    }

    @Override
    public void abandon() {
        thread.execute(() -> finish(false));
    }

    private void finish(boolean leaving) {
        if (ended) {
            return;
        }
        ended = true;
        ready = false;
        sessions++;
        member.end();
        view.disconnected();
        ZookeeperSession.end(session, leaving, () -> {
            if (tls != null) {
                tls.close();
            }
            closed.complete(null);
        });
        session = null;
        thread.end();
    }
}
