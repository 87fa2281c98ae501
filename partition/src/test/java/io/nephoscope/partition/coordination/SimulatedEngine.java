package io.nephoscope.partition.coordination;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.api.coordination.CoordinationListener.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine with sessions, versions and latencies, under the virtual clock. What a client sends and is told stays in
 * order; of a connection that is cut nothing arrives any more, on either side.
 */
final class SimulatedEngine {

    static final long SESSION = 10_000;
    private static final long PING = 2_000;

    private final SimulatedTime time;
    private final Map<String, Stored> records = new HashMap<>();
    private final Map<String, Session> members = new TreeMap<>();
    private final List<Client> clients = new ArrayList<>();
    private long version;
    private boolean up = true;
    private long writes;

    private record Session(Client owner, String record, long created) {}

    SimulatedEngine(SimulatedTime time) {
        this.time = time;
        time.after(500, this::expire);
    }

    /** While it is down sessions do not end: engines give clients time to come back. */
    void setUp(boolean now) {
        up = now;
        clients.forEach(client -> client.heard = time.millis());
    }

    /** Loses all records, as one does that is set up anew. */
    void forget() {
        records.clear();
        changed();
    }

    long writes() {
        return writes;
    }

    private void expire() {
        if (up) {
            boolean gone = members.values().removeIf(session -> time.millis() - session.owner.heard > SESSION);
            if (gone) {
                changed();
            }
        }
        time.after(500, this::expire);
    }

    private void changed() {
        clients.forEach(Client::show);
    }

    private View view() {
        Map<String, Present> present = new TreeMap<>();
        members.forEach((id, session) -> present.put(id, new Present(session.record(), session.created())));
        return new View(present, records.getOrDefault(Coordination.ASSIGNMENT, Stored.NOTHING));
    }

    Client client(String id) {
        Client client = new Client(id);
        clients.add(client);
        return client;
    }

    /** One process's connection. */
    final class Client implements Coordination {

        private final String id;
        private @Nullable CoordinationListener listener;
        private @Nullable String record;
        private final List<Runnable> inbox = new ArrayList<>();
        private boolean cut;
        private boolean paused;
        private boolean leaving;
        private boolean closed;
        private boolean connected;
        private long heard;
        private long toEngine;
        private long toClient;

        Client(String id) {
            this.id = id;
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
        }

        private boolean reachable() {
            return up && !cut && !closed;
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
                    send(this::enterAgain);
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
                Session old = members.get(id);
                members.put(id, new Session(this, mine, old == null ? ++version : old.created()));
                changed();
            } else {
                show();
            }
        }

        /** Of a client that learns only now that its session has ended. */
        private void enterAgain() {
            if (record != null && !members.containsKey(id)) {
                enter();
            }
        }

        private long latency() {
            return 1L + time.random().nextInt(40);
        }

        private void send(Runnable request) {
            toEngine = Math.max(toEngine + 1, time.millis() + latency());
            time.after(toEngine - time.millis(), () -> {
                if (reachable()) {
                    heard = time.millis();
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

        private void show() {
            if (reachable() && connected) {
                View now = view();
                tell(() -> {
                    if (connected) {
                        listener().viewed(now);
                    }
                });
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
            time.after(
                    PING * 2,
                    () -> tell(() -> {
                        if (!answered[0]) {
                            answered[0] = true;
                            then.accept(unknown);
                        }
                    }));
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
                members.remove(id);
                changed();
                closed = true;
            });
        }

        @Override
        public void abandon() {
            kill();
        }

        @Override
        public void commit(Map<String, Long> expected, Map<String, String> texts, Consumer<Outcome> then) {
            ask(() -> write(expected, texts), Outcome.UNKNOWN, then);
        }

        private Outcome write(Map<String, Long> expected, Map<String, String> texts) {
            boolean asExpected = expected.entrySet().stream()
                    .allMatch(entry ->
                            records.getOrDefault(entry.getKey(), Stored.NOTHING).version() == entry.getValue());
            if (!asExpected) {
                return Outcome.CONFLICT;
            }
            version++;
            writes++;
            texts.forEach((name, text) -> records.put(name, new Stored(text, version)));
            if (texts.containsKey(ASSIGNMENT)) {
                changed();
            }
            return Outcome.COMMITTED;
        }

        @Override
        public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
            ask(
                    () -> {
                        Map<String, Stored> found = new HashMap<>();
                        names.forEach(name -> found.put(name, records.getOrDefault(name, Stored.NOTHING)));
                        return found;
                    },
                    Map.of(),
                    then);
        }
    }
}
