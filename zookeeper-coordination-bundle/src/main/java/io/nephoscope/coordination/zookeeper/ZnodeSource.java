package io.nephoscope.coordination.zookeeper;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;

/** Whom nodes are asked of. */
interface ZnodeSource {

    /**
     * Asks for several things in one request.
     *
     * @param then is given results also when some of several reads failed; none at all when all did
     */
    void ask(List<Op> ops, BiConsumer<Code, List<OpResult>> then);
}
