package io.nephoscope.tests.framework;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.api.coordination.CoordinationListener.View;
import io.nephoscope.api.coordination.CoordinationTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine in memory, for one agent. */
final class MemoryEngine implements CoordinationEngine {

    private final Map<String, Coordination.Stored> records = new HashMap<>();
    private final Map<String, Present> members = new HashMap<>();
    private @Nullable CoordinationListener listener;
    private long version;

    synchronized boolean isOpen() {
        return listener != null;
    }

    @Override
    public synchronized Coordination open(CoordinationTarget target, CoordinationListener told) {
        listener = told;
        show();
        return new OneMember(target.member());
    }

    private void show() {
        if (listener != null) {
            listener.viewed(
                    new View(members, records.getOrDefault(Coordination.ASSIGNMENT, Coordination.Stored.NOTHING)));
        }
    }

    private final class OneMember implements Coordination {

        private final String member;

        OneMember(String member) {
            this.member = member;
        }

        @Override
        public void join(String record) {
            synchronized (MemoryEngine.this) {
                members.put(member, new Present(record, 1));
                show();
            }
        }

        @Override
        public void leave() {
            abandon();
        }

        @Override
        public void abandon() {
            synchronized (MemoryEngine.this) {
                listener = null;
            }
        }

        @Override
        public void commit(Map<String, Long> expected, Map<String, String> writes, Consumer<Outcome> then) {
            synchronized (MemoryEngine.this) {
                version++;
                writes.forEach((name, text) -> records.put(name, new Stored(text, version)));
                then.accept(Outcome.COMMITTED);
                show();
            }
        }

        @Override
        public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
            synchronized (MemoryEngine.this) {
                Map<String, Stored> found = new HashMap<>();
                names.forEach(name -> found.put(name, records.getOrDefault(name, Stored.NOTHING)));
                then.accept(found);
            }
        }
    }
}
