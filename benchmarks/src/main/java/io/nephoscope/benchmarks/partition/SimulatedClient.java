package io.nephoscope.benchmarks.partition;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationListener.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process's connection to the simulated engine. */
final class SimulatedClient implements Coordination {

    private static final long PING = 2_000;
    private static final int LONGEST_LATENCY = 40;

    private final String id;
    private final SimulatedEngine engine;
    private final SimulatedTime time;
    private @Nullable CoordinationListener listener;
    private @Nullable String record;
    private final List<Runnable> inbox = new ArrayList<>();
    /** What is on its way, or comes next; null if nothing is. */
    private @Nullable View next;

    private boolean cut;
    private boolean paused;
    private boolean leaving;
    private boolean closed;
    private boolean connected;
    private long heard;
    private long toEngine;
    private long toClient;

    SimulatedClient(String id, SimulatedEngine engine) {
        this.id = id;
        this.engine = engine;
        this.time = engine.time();
    }

    void listen(CoordinationListener told) {
        listener = told;
        ping();
    }

    void setCut(boolean now) {
        cut = now;
    }

    void setPaused(boolean now) {
        paused = now;
        if (!now) {
            List<Runnable> waiting = List.copyOf(inbox);
            inbox.clear();
            waiting.forEach(Runnable::run);
        }
    }

    /** The process is gone, without a word to anybody. */
    void kill() {
        closed = true;
        inbox.clear();
        engine.forget(this);
    }

    void heardNow() {
        heard = time.millis();
    }

    boolean isSilentFor(long millis) {
        return time.millis() - heard > millis;
    }

    private boolean reachable() {
        return engine.isUp() && !cut && !closed;
    }

    /** A client looks after its session by itself: it finds out that it is cut off, and comes back. */
    private void ping() {
        if (closed || leaving) {
            return;
        }
        if (!paused) {
            boolean reachable = reachable();
            if (reachable && !connected) {
                connected = true;
                send(this::enter);
            } else if (!reachable && connected) {
                connected = false;
                tell(() -> listener().disconnected());
            } else if (reachable) {
                heardNow();
                engine.load().signOfLife();
                enterAgain();
            }
        }
        time.after(PING, this::ping);
    }

    private CoordinationListener listener() {
        if (listener == null) {
            throw new IllegalStateException("nobody listens");
        }
        return listener;
    }

    private void enter() {
        String mine = record;
        if (mine != null) {
            engine.enter(this, id, mine);
        } else {
            show(0);
        }
    }

    /** Of a client that learns only now that its session has ended. */
    private void enterAgain() {
        if (record != null && !engine.hasMember(id)) {
            send(() -> {
                if (!engine.hasMember(id)) {
                    enter();
                }
            });
        }
    }

    private long latency() {
        return 1L + time.random().nextInt(LONGEST_LATENCY);
    }

    private void send(Runnable request) {
        toEngine = Math.max(toEngine + 1, time.millis() + latency());
        time.after(toEngine - time.millis(), () -> {
            if (reachable()) {
                heardNow();
                request.run();
            }
        });
    }

    private void tell(Runnable news) {
        toClient = Math.max(toClient + 1, time.millis() + latency());
        time.after(toClient - time.millis(), () -> {
            if (closed) {
                return;
            }
            if (paused) {
                inbox.add(news);
            } else {
                news.run();
            }
        });
    }

    /** Something has changed; several changes that are on their way together are told as one. */
    void show(int bytes) {
        if (!reachable() || !connected) {
            return;
        }
        engine.load().told(bytes);
        boolean onItsWay = next != null;
        next = engine.view();
        if (!onItsWay) {
            tell(this::shown);
        }
    }

    private void shown() {
        View now = next;
        next = null;
        if (connected && now != null) {
            listener().viewed(now);
        }
    }

    /** Sends a request whose answer is lost when the connection is. */
    private <T> void ask(Supplier<T> request, T unknown, Consumer<T> then) {
        boolean[] answered = {false};
        send(() -> {
            T answer = request.get();
            tell(() -> {
                if (!answered[0]) {
                    answered[0] = true;
                    then.accept(answer);
                }
            });
        });
        time.after(PING * 2, () -> {
            if (!answered[0]) {
                tell(() -> {
                    if (!answered[0]) {
                        answered[0] = true;
                        then.accept(unknown);
                    }
                });
            }
        });
    }

    @Override
    public void join(String text) {
        record = text;
        if (connected) {
            send(this::enter);
        }
    }

    @Override
    public void leave() {
        leaving = true;
        send(() -> {
            engine.leave(id);
            kill();
        });
    }

    @Override
    public void abandon() {
        kill();
    }

    @Override
    public void commit(Map<String, Long> expected, Map<String, String> texts, Consumer<Outcome> then) {
        ask(() -> engine.write(expected, texts), Outcome.UNKNOWN, then);
    }

    @Override
    public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
        ask(
                () -> {
                    Map<String, Stored> found = new HashMap<>();
                    names.forEach(name -> found.put(name, engine.read(name)));
                    return found;
                },
                Map.of(),
                then);
    }
}
