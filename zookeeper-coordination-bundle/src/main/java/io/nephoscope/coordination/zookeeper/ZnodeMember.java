package io.nephoscope.coordination.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.OpResult.GetDataResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This member's node, which is there as long as the session. What an earlier process has left is replaced in one
 * transaction. Who finds, after it had joined, that a later process of the same id has replaced it, leaves it at that: two would
 * otherwise take it from each other for ever. Used by one thread.
 */
final class ZnodeMember {

    private static final Logger LOG = LoggerFactory.getLogger(ZnodeMember.class);
    private static final byte[] NOTHING = {};

    private final ZnodePaths paths;
    private final Runnable foldersGone;
    private byte @Nullable [] record;
    private @Nullable ZookeeperSession session;
    /** Whether this session has joined. */
    private boolean joined;
    /** Whether a request is under way. */
    private boolean asking;
    /** Whether there is something to do after that. */
    private boolean again;

    private boolean told;

    /** @param foldersGone what is to be done when there is nothing to put the node into */
    ZnodeMember(ZnodePaths paths, Runnable foldersGone) {
        this.paths = paths;
        this.foldersGone = foldersGone;
    }

    void join(String text) {
        record = text.getBytes(UTF_8);
        put();
    }

    /** Goes by this session, which is connected; there may be another node, or none. */
    void connected(ZookeeperSession connected) {
        if (session != connected) {
            session = connected;
            joined = false;
            asking = false;
        }
        put();
    }

    void end() {
        record = null;
    }

    /**
     * Learns whose node is there.
     *
     * @param owner the session; 0 if there is no node
     */
    void seen(long owner) {
        if (owner == 0 && record != null) {
            put();
        } else if (joined && session != null && owner != session.getSessionId() && !told) {
            told = true;
            LOG.warn("Another agent calls itself {}, too; each needs an id of its own.", paths.member());
        }
    }

    private void put() {
        byte[] data = record;
        ZookeeperSession now = session;
        if (data == null || now == null) {
            return;
        }
        again = asking;
        if (!asking) {
            asking = true;
            now.create(paths.ownMember(), data, CreateMode.EPHEMERAL, code -> created(now, data, code));
        }
    }

    private void created(ZookeeperSession asked, byte[] data, Code code) {
        if (code == Code.NODEEXISTS && session == asked) {
            asked.ask(List.of(Op.getData(paths.ownMember())), (read, results) -> found(asked, data, results));
        } else if (code == Code.NONODE && session == asked) {
            asking = false;
            foldersGone.run();
        } else {
            done(asked, code);
        }
    }

    private void found(ZookeeperSession asked, byte[] data, List<OpResult> results) {
        if (session != asked || results.isEmpty() || !(results.get(0) instanceof GetDataResult there)) {
            again = !results.isEmpty();
            done(asked, Code.CONNECTIONLOSS);
            return;
        }
        boolean own = there.getStat().getEphemeralOwner() == asked.getSessionId();
        if (own && !Arrays.equals(there.getData(), data)) {
            asked.ask(change(data), (code, ignored) -> done(asked, code));
        } else if (own || joined) {
            done(asked, Code.OK);
        } else {
            asked.ask(replacement(asked, data), (code, ignored) -> done(asked, code));
        }
    }

    /** Marks the folder, too: whoever comes back learns by its dates alone whether any member has changed. */
    private List<Op> change(byte[] data) {
        return List.of(Op.setData(paths.ownMember(), data, -1), Op.setData(paths.members(), NOTHING, -1));
    }

    private List<Op> replacement(ZookeeperSession asked, byte[] data) {
        return List.of(Op.delete(paths.ownMember(), -1), asked.creation(paths.ownMember(), data, CreateMode.EPHEMERAL));
    }

    /** The node that was there may be gone since: then all begins anew. */
    private void done(ZookeeperSession asked, Code code) {
        if (session != asked) {
            return;
        }
        asking = false;
        joined |= code == Code.OK;
        if (again || code == Code.NONODE || code == Code.NODEEXISTS) {
            put();
        }
    }
}
