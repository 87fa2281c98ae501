package io.nephoscope.coordination.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.api.coordination.CoordinationListener.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.OpResult.GetChildrenResult;
import org.apache.zookeeper.OpResult.GetDataResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * What is there: members and the assignment. Two watches, of which one is on all members, say what has changed; that
 * alone is read, in one request for many, a few times a second at most. Who comes back to the engine reads members only if the
 * folder's dates say that one of them has changed. Used by one thread.
 */
final class ZnodeView {

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int MEMBERS_AT_ONCE = 200;

    private final ZnodePaths paths;
    private final ZnodeRecords records;
    private final ZookeeperThread thread;
    private final Consumer<View> told;
    private final ZnodeMember own;
    private final Map<String, There> members = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private @Nullable ZnodeSource session;
    private Stored assignment = Stored.NOTHING;
    private boolean assignmentChanged;
    private Dates dates = Dates.UNKNOWN;
    /** Whether members are to be compared with what is there. */
    private boolean compare;
    /** Whether a view is to be told though nothing has changed. */
    private boolean owed;

    private boolean reading;
    private boolean waiting;
    private long readAt = System.nanoTime() - PAUSE.toNanos();

    private record There(Present present, long owner) {}

    /** What was asked for besides the dates, and of whom. */
    private record Asked(ZnodeSource session, boolean children, boolean assignment) {}

    /** The transactions that changed the folder of members, and what lies in it, last. */
    private record Dates(long folder, long children) {

        static final Dates UNKNOWN = new Dates(-1, -1);

        static Dates of(Stat stat) {
            return new Dates(stat.getMzxid(), stat.getPzxid());
        }
    }

    ZnodeView(ZnodePaths paths, ZnodeRecords records, ZnodeMember own, ZookeeperThread thread, Consumer<View> told) {
        this.paths = paths;
        this.records = records;
        this.own = own;
        this.thread = thread;
        this.told = told;
    }

    /** Looks at everything: this session is connected, and its watches are set. */
    void connected(ZnodeSource connected) {
        session = connected;
        owed = true;
        compare = true;
        assignmentChanged = true;
        readSoon();
    }

    void disconnected() {
        session = null;
    }

    /** Learns what a watch has to say. */
    void changed(WatchedEvent event) {
        String path = String.valueOf(event.getPath());
        String member = paths.memberAt(path);
        if (!member.isEmpty()) {
            changed.add(member);
        } else if (path.equals(paths.assignment())) {
            assignmentChanged = true;
        } else {
            // Of the folder itself: a member changed, which is told by itself.
            return;
        }
        readSoon();
    }

    private void readSoon() {
        if (waiting || reading || session == null) {
            return;
        }
        waiting = true;
        Duration since = Duration.ofNanos(System.nanoTime() - readAt);
        thread.after(since.compareTo(PAUSE) < 0 ? PAUSE.minus(since) : Duration.ZERO, this::read);
    }

    private void read() {
        waiting = false;
        ZnodeSource now = session;
        if (now == null) {
            return;
        }
        reading = true;
        readAt = System.nanoTime();
        List<Op> ops = new ArrayList<>();
        ops.add(records.readRoot());
        ops.add(Op.getData(paths.members()));
        Asked asked = new Asked(now, compare, assignmentChanged);
        if (asked.children()) {
            ops.add(Op.getChildren(paths.members()));
        }
        if (asked.assignment()) {
            ops.add(records.read(Coordination.ASSIGNMENT));
        }
        // What a watch tells from here on may be in the answer or not: it is read once more.
        compare = false;
        assignmentChanged = false;
        now.ask(ops, (code, results) -> found(asked, results));
    }

    private void found(Asked asked, List<OpResult> results) {
        boolean complete = !results.isEmpty() && results.stream().allMatch(ZnodeView::isTold);
        if (!complete || !(results.get(1) instanceof GetDataResult folder)) {
            compare |= asked.children();
            assignmentChanged |= asked.assignment();
            reading = false;
            readAgain(asked.session());
            return;
        }
        if (asked.assignment()) {
            takeAssignment(records.learn(Coordination.ASSIGNMENT, results.get(0), results.get(results.size() - 1)));
        }
        Dates now = Dates.of(folder.getStat());
        if (asked.children() && results.get(2) instanceof GetChildrenResult children && !now.equals(dates)) {
            compareWith(children.getChildren());
        }
        readMembers(asked.session(), List.copyOf(changed), now);
    }

    private static boolean isTold(OpResult result) {
        return result instanceof GetChildrenResult || ZnodeRecords.isTold(result);
    }

    private void takeAssignment(Stored found) {
        owed |= !found.equals(assignment);
        assignment = found;
    }

    private void compareWith(List<String> children) {
        owed |= members.keySet().retainAll(new HashSet<>(children));
        changed.addAll(children);
    }

    private void readMembers(ZnodeSource asked, List<String> wanted, Dates now) {
        if (wanted.isEmpty()) {
            dates = now;
            finish(asked);
            return;
        }
        List<String> first = wanted.subList(0, Math.min(MEMBERS_AT_ONCE, wanted.size()));
        List<String> others = wanted.subList(first.size(), wanted.size());
        first.forEach(changed::remove);
        List<Op> ops = first.stream().map(id -> Op.getData(paths.member(id))).toList();
        asked.ask(ops, (code, results) -> {
            if (results.isEmpty() || !results.stream().allMatch(ZnodeRecords::isTold)) {
                changed.addAll(first);
                reading = false;
                readAgain(asked);
                return;
            }
            for (int i = 0; i < first.size(); i++) {
                take(first.get(i), results.get(i));
            }
            readMembers(asked, others, now);
        });
    }

    private void take(String id, OpResult result) {
        if (result instanceof GetDataResult found) {
            Stat stat = found.getStat();
            There there = new There(
                    new Present(new String(found.getData(), UTF_8), stat.getCzxid()), stat.getEphemeralOwner());
            owed |= !there.equals(members.put(id, there));
        } else {
            owed |= members.remove(id) != null;
        }
    }

    private void finish(ZnodeSource asked) {
        reading = false;
        if (session == asked) {
            There mine = members.get(paths.member());
            own.seen(mine == null ? 0 : mine.owner());
            tell();
        }
        if (compare || assignmentChanged || !changed.isEmpty() || session != asked) {
            readSoon();
        }
    }

    private void tell() {
        if (owed) {
            owed = false;
            Map<String, Present> present = new HashMap<>();
            members.forEach((id, there) -> present.put(id, there.present()));
            told.accept(new View(present, assignment));
        }
    }

    /** Of a lost connection nothing follows; whoever is connected again asks again. */
    private void readAgain(ZnodeSource asked) {
        if (session != asked) {
            readSoon();
        }
    }
}
