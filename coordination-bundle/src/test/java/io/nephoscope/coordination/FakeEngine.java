package io.nephoscope.coordination;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.api.coordination.CoordinationListener.View;
import io.nephoscope.api.coordination.CoordinationTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** An engine in memory, whose sessions end when they are closed or the test says so. Several may share one store. */
final class FakeEngine implements CoordinationEngine {

    private final Store store;
    private final List<FakeCoordination> opened = new ArrayList<>();

    /** What all agents see. */
    static final class Store {

        private final Map<String, Coordination.Stored> records = new HashMap<>();
        private final Map<String, Present> members = new HashMap<>();
        private final List<FakeCoordination> connected = new ArrayList<>();
        private long version;
        private int writes;

        synchronized void end(String member) {
            members.remove(member);
            show();
        }

        synchronized int writes() {
            return writes;
        }

        synchronized String text(String name) {
            return records.getOrDefault(name, Coordination.Stored.NOTHING).text();
        }

        synchronized void put(String name, String text) {
            records.put(name, new Coordination.Stored(text, ++version));
            show();
        }

        private void show() {
            View view = new View(members, records.getOrDefault(Coordination.ASSIGNMENT, Coordination.Stored.NOTHING));
            List.copyOf(connected).forEach(each -> each.listener.viewed(view));
        }
    }

    FakeEngine(Store store) {
        this.store = store;
    }

    /** How many connections are open now. */
    int open() {
        synchronized (store) {
            return (int) opened.stream().filter(store.connected::contains).count();
        }
    }

    /** Cuts all off, or lets them come back. */
    void setUp(boolean up) {
        synchronized (store) {
            for (FakeCoordination each : opened) {
                if (up) {
                    each.connect();
                } else if (store.connected.remove(each)) {
                    each.listener.disconnected();
                }
            }
        }
    }

    @Override
    public Coordination open(CoordinationTarget target, CoordinationListener listener) {
        if (target.options().containsKey("bad")) {
            throw new IllegalArgumentException("the option bad cannot be");
        }
        synchronized (store) {
            FakeCoordination coordination = new FakeCoordination(target.member(), listener);
            opened.add(coordination);
            coordination.connect();
            return coordination;
        }
    }

    /** One agent's connection. */
    private final class FakeCoordination implements Coordination {

        private final String member;
        private final CoordinationListener listener;
        private String record = "";

        FakeCoordination(String member, CoordinationListener listener) {
            this.member = member;
            this.listener = listener;
        }

        private void connect() {
            store.connected.add(this);
            enter();
        }

        private void enter() {
            if (!record.isEmpty()) {
                Present old = store.members.get(member);
                store.members.put(member, new Present(record, old == null ? ++store.version : old.created()));
            }
            store.show();
        }

        @Override
        public void join(String text) {
            synchronized (store) {
                record = text;
                if (store.connected.contains(this)) {
                    enter();
                }
            }
        }

        @Override
        public void leave() {
            synchronized (store) {
                abandon();
                store.end(member);
            }
        }

        @Override
        public void abandon() {
            synchronized (store) {
                opened.remove(this);
                store.connected.remove(this);
            }
        }

        @Override
        public void commit(Map<String, Long> expected, Map<String, String> writes, Consumer<Outcome> then) {
            synchronized (store) {
                if (!store.connected.contains(this)) {
                    then.accept(Outcome.UNKNOWN);
                    return;
                }
                boolean asExpected = expected.entrySet().stream()
                        .allMatch(entry -> store.records
                                        .getOrDefault(entry.getKey(), Stored.NOTHING)
                                        .version()
                                == entry.getValue());
                if (asExpected) {
                    store.writes++;
                    store.version++;
                    writes.forEach((name, text) -> store.records.put(name, new Stored(text, store.version)));
                }
                then.accept(asExpected ? Outcome.COMMITTED : Outcome.CONFLICT);
                if (asExpected && writes.containsKey(ASSIGNMENT)) {
                    store.show();
                }
            }
        }

        @Override
        public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
            synchronized (store) {
                Map<String, Stored> found = new HashMap<>();
                if (store.connected.contains(this)) {
                    names.forEach(name -> found.put(name, store.records.getOrDefault(name, Stored.NOTHING)));
                }
                then.accept(found);
            }
        }
    }
}
