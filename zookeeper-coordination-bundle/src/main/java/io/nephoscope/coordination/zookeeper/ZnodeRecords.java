package io.nephoscope.coordination.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.OpResult.ErrorResult;
import org.apache.zookeeper.OpResult.GetDataResult;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in nodes, and writes that are conditional on them. A record's version is the transaction that changed it
 * last, which is never the same again. ZooKeeper itself checks another number, that of a node's changes, which begins anew when
 * a node is deleted and created. So each creation of a record raises that number of the root as well, and
 * a write checks the root's, as it was before the record was read, and the record's: together they mean one transaction.
 *
 * <p>Used by one thread.
 */
final class ZnodeRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ZnodeRecords.class);
    private static final byte[] NOTHING = {};
    /** ZooKeeper refuses requests from 1 MB on, by closing the connection. */
    private static final int MAX_BYTES = 1_000_000;
    /** So many of the longest records that there are fit into an answer, which has the same bound. */
    private static final int MOST_AT_ONCE = 40;
    /** Only while many members come for the first time it takes more than two. */
    private static final int MAX_TRIES = 50;
    /** A record that went is made anew by then; what is missing after that is what it lies in. */
    private static final int FEW_TRIES = 3;

    private final ZnodePaths paths;
    private final Runnable foldersGone;
    private final Map<String, Known> known = new HashMap<>();
    private boolean toldTooLarge;

    /**
     * What is known of a record that is there.
     *
     * @param changes the number that ZooKeeper checks
     * @param rootChanges that of the root, when it was read before the record
     */
    private record Known(long version, int changes, int rootChanges) {}

    /** A write under way. */
    private record Write(
            ZookeeperSession session,
            Map<String, Long> expected,
            Map<String, byte[]> texts,
            int tries,
            Consumer<Outcome> then) {

        Set<String> names() {
            Set<String> names = new TreeSet<>(expected.keySet());
            names.addAll(texts.keySet());
            return names;
        }

        Write again() {
            return new Write(session, expected, texts, tries + 1, then);
        }
    }

    /** @param foldersGone what is to be done when there is nothing to put a record into */
    ZnodeRecords(ZnodePaths paths, Runnable foldersGone) {
        this.paths = paths;
        this.foldersGone = foldersGone;
    }

    /** What has to be read in front of records. */
    Op readRoot() {
        return Op.getData(paths.root());
    }

    Op read(String name) {
        return Op.getData(paths.record(name));
    }

    /**
     * Learns what was read.
     *
     * @param root what {@link #readRoot} brought in the same request
     */
    Stored learn(String name, OpResult root, OpResult result) {
        if (root instanceof GetDataResult folder && result instanceof GetDataResult found) {
            Stat stat = found.getStat();
            known.put(
                    name,
                    new Known(
                            stat.getMzxid(), stat.getVersion(), folder.getStat().getVersion()));
            return new Stored(new String(found.getData(), UTF_8), stat.getMzxid());
        }
        known.remove(name);
        return Stored.NOTHING;
    }

    /** Whether a read has said of a record what is the case, be it that there is none. */
    static boolean isTold(OpResult result) {
        return result instanceof GetDataResult || isMissing(result);
    }

    /** Whether a read has said that there is no such node. */
    static boolean isMissing(OpResult result) {
        return result instanceof ErrorResult error && error.getErr() == Code.NONODE.intValue();
    }

    /** @param then is given all, or nothing if any could not be read */
    void read(ZookeeperSession session, Set<String> names, Consumer<Map<String, Stored>> then) {
        session.catchUp(paths.root());
        readKnown(session, List.copyOf(names), new HashMap<>(), then);
    }

    /** Piece by piece: ZooKeeper's answers have a bound. */
    private void readKnown(
            ZookeeperSession session,
            List<String> names,
            Map<String, Stored> found,
            Consumer<Map<String, Stored>> then) {
        List<String> piece = names.subList(0, Math.min(names.size(), MOST_AT_ONCE));
        List<Op> ops = new ArrayList<>();
        ops.add(readRoot());
        piece.forEach(name -> ops.add(read(name)));
        session.ask(ops, (code, results) -> {
            if (results.isEmpty() || !results.stream().allMatch(ZnodeRecords::isTold)) {
                then.accept(Map.of());
                return;
            }
            for (int i = 0; i < piece.size(); i++) {
                found.put(piece.get(i), learn(piece.get(i), results.get(0), results.get(i + 1)));
            }
            if (piece.size() < names.size()) {
                readKnown(session, names.subList(piece.size(), names.size()), found, then);
            } else {
                then.accept(found);
            }
        });
    }

    void commit(
            ZookeeperSession session, Map<String, Long> expected, Map<String, String> texts, Consumer<Outcome> then) {
        Map<String, byte[]> bytes = new HashMap<>();
        texts.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
        if (isTooLarge(bytes)) {
            then.accept(Outcome.UNKNOWN);
            return;
        }
        Write write = new Write(session, Map.copyOf(expected), bytes, 1, then);
        boolean asExpected = expected.entrySet().stream().allMatch(this::isKnown);
        if (asExpected && known.keySet().containsAll(write.names())) {
            send(write);
        } else {
            check(write);
        }
    }

    private boolean isKnown(Map.Entry<String, Long> expected) {
        Known found = known.get(expected.getKey());
        return found != null && found.version() == expected.getValue();
    }

    private boolean isTooLarge(Map<String, byte[]> texts) {
        int bytes = texts.values().stream().mapToInt(text -> text.length).sum();
        boolean tooLarge = bytes > MAX_BYTES;
        if (tooLarge && !toldTooLarge) {
            LOG.error(
                    "{} would have {} bytes, and ZooKeeper takes {}: nothing is agreed any more. Have fewer slots.",
                    texts.keySet(),
                    bytes,
                    MAX_BYTES);
        }
        toldTooLarge = tooLarge;
        return tooLarge;
    }

    /** Compares what is there now, and sends the write if that is as expected. */
    private void check(Write write) {
        readKnown(write.session(), List.copyOf(write.names()), new HashMap<>(), found -> {
            if (found.isEmpty() || write.tries() > MAX_TRIES) {
                write.then().accept(Outcome.UNKNOWN);
            } else if (write.expected().entrySet().stream()
                    .anyMatch(entry ->
                            found.getOrDefault(entry.getKey(), Stored.NOTHING).version() != entry.getValue())) {
                write.then().accept(Outcome.CONFLICT);
            } else {
                send(write);
            }
        });
    }

    private void send(Write write) {
        List<Op> ops = new ArrayList<>();
        // The root as it was before the first of what is expected was read.
        write.expected().keySet().stream()
                .map(known::get)
                .flatMap(Stream::ofNullable)
                .mapToInt(Known::rootChanges)
                .min()
                .ifPresent(changes -> ops.add(Op.check(paths.root(), changes)));
        boolean creates = false;
        for (String name : write.names()) {
            Known there = known.get(name);
            creates |= there == null && write.texts().containsKey(name);
            add(write, name, there, ops);
        }
        if (creates) {
            ops.add(Op.setData(paths.root(), NOTHING, -1));
        }
        write.session().ask(ops, answered(write));
    }

    private void add(Write write, String name, @Nullable Known there, List<Op> ops) {
        String path = paths.record(name);
        byte[] text = write.texts().get(name);
        if (there == null) {
            ops.add(write.session().creation(path, text == null ? NOTHING : text, CreateMode.PERSISTENT));
            if (text == null) {
                // There is no check for what is not there.
                ops.add(Op.delete(path, 0));
            }
        } else {
            int changes = write.expected().containsKey(name) ? there.changes() : -1;
            ops.add(text == null ? Op.check(path, changes) : Op.setData(path, text, changes));
        }
    }

    private BiConsumer<Code, List<OpResult>> answered(Write write) {
        return (code, results) -> {
            write.texts().keySet().forEach(known::remove);
            if (code == Code.NONODE && write.tries() > FEW_TRIES) {
                foldersGone.run();
                write.then().accept(Outcome.UNKNOWN);
                return;
            }
            switch (code) {
                case OK -> write.then().accept(Outcome.COMMITTED);
                // Whether a version was another, or the root's alone, is seen by what is there now.
                case BADVERSION, NONODE, NODEEXISTS -> check(write.again());
                default -> {
                    LOG.debug("A write of {} failed: {}", write.names(), code);
                    write.then().accept(Outcome.UNKNOWN);
                }
            }
        };
    }
}
