package io.nephoscope.benchmarks.partition;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.api.coordination.CoordinationListener.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine with sessions, versions, latencies and the limits of etcd, under the virtual clock. What a client sends and
 * is told stays in order; of a connection that is cut nothing arrives any more, on either side.
 */
final class SimulatedEngine {

    static final long SESSION = 10_000;
    /** Conditions of one write that etcd takes as long as nobody has set it. */
    private static final int MOST_CONDITIONS = 128;

    private static final int LARGEST = 1_500_000;

    private final SimulatedTime time;
    private final EngineLoad load = new EngineLoad();
    private final SharedReader reader = new SharedReader();
    private final Map<String, Stored> records = new HashMap<>();
    private final Map<String, Session> members = new TreeMap<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private Consumer<String> assigned = text -> {};
    private @Nullable View view;
    private @Nullable Map<String, Present> present;
    private long version;
    private boolean up = true;

    private record Session(SimulatedClient owner, String record, long created) {}

    SimulatedEngine(SimulatedTime time) {
        this.time = time;
        time.after(500, this::expire);
    }

    SimulatedTime time() {
        return time;
    }

    EngineLoad load() {
        return load;
    }

    SharedReader reader() {
        return reader;
    }

    boolean isUp() {
        return up;
    }

    /** While it is down sessions do not end: engines give clients time to come back. */
    void setUp(boolean now) {
        up = now;
        clients.forEach(SimulatedClient::heardNow);
    }

    /** Loses all records, as one does that is set up anew. */
    void forget() {
        records.clear();
        changed(0);
    }

    /** @param told is given each assignment that is written */
    void onAssignment(Consumer<String> told) {
        assigned = told;
    }

    private void expire() {
        if (up && members.values().removeIf(session -> session.owner().isSilentFor(SESSION))) {
            membersChanged(0);
        }
        time.after(500, this::expire);
    }

    private void membersChanged(int bytes) {
        present = null;
        changed(bytes);
    }

    private void changed(int bytes) {
        view = null;
        clients.forEach(client -> client.show(bytes));
    }

    /** The same for all that are told it. */
    View view() {
        if (view == null) {
            view = new View(present(), records.getOrDefault(Coordination.ASSIGNMENT, Stored.NOTHING));
        }
        return view;
    }

    private Map<String, Present> present() {
        if (present == null) {
            Map<String, Present> now = new HashMap<>();
            members.forEach((id, session) -> now.put(id, new Present(session.record(), session.created())));
            present = Map.copyOf(now);
        }
        return present;
    }

    SimulatedClient client(String id) {
        SimulatedClient client = new SimulatedClient(id, this);
        clients.add(client);
        return client;
    }

    void forget(SimulatedClient client) {
        clients.remove(client);
    }

    boolean hasMember(String id) {
        return members.containsKey(id);
    }

    void enter(SimulatedClient client, String id, String record) {
        Session old = members.get(id);
        members.put(id, new Session(client, record, old == null ? ++version : old.created()));
        load.wrote(record.length(), time.millis());
        if (old != null && old.record().equals(record)) {
            // A new event, and what is told is the same.
            changed(record.length());
        } else {
            membersChanged(record.length());
        }
    }

    void leave(String id) {
        members.remove(id);
        membersChanged(0);
    }

    Outcome write(Map<String, Long> expected, Map<String, String> texts) {
        boolean takes = expected.size() <= MOST_CONDITIONS
                && texts.values().stream().mapToInt(String::length).sum() <= LARGEST;
        boolean asExpected = takes
                && expected.entrySet().stream()
                        .allMatch(entry -> records.getOrDefault(entry.getKey(), Stored.NOTHING)
                                        .version()
                                == entry.getValue());
        if (!asExpected) {
            load.refused();
            return takes ? Outcome.CONFLICT : Outcome.UNKNOWN;
        }
        version++;
        texts.forEach((name, text) -> {
            records.put(name, new Stored(text, version));
            load.wrote(text.length(), time.millis());
        });
        String assignment = texts.get(Coordination.ASSIGNMENT);
        if (assignment != null) {
            assigned.accept(assignment);
            changed(assignment.length());
        }
        return Outcome.COMMITTED;
    }

    Stored read(String name) {
        load.read(1);
        return records.getOrDefault(name, Stored.NOTHING);
    }
}
