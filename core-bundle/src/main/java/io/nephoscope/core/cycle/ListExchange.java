package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.SharedDiscovery;
import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.publish.BatchKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a discovery finds at a due time that all agents have: one of them calls it, the others take what that one found.
 * Who cannot take it calls it, too.
 */
final class ListExchange {

    private static final Logger LOG = LoggerFactory.getLogger(ListExchange.class);

    /** Of its time a discovery may wait this part for another agent's list, and still has the rest to make its own. */
    private static final int WAITING_PART = 2;

    private final SharedLists lists;
    private final SharedDiscovery discovery;
    private final String name;
    private final Instant due;
    /** Whether it is for what is polled late, when a list is there or will not come. */
    private final boolean isLate;

    /**
     * For one discovery.
     *
     * @param name the same on all agents
     * @param slotDue when the slot was due for which it is called
     */
    ListExchange(SharedLists lists, SharedDiscovery discovery, String name, Instant slotDue) {
        this.lists = lists;
        this.discovery = discovery;
        this.name = name;
        this.due = BatchKey.sharedDue(slotDue);
        this.isLate = !due.equals(slotDue);
    }

    Collection<Resource> find(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        if (!isLate && lists.isMaker(name, due)) {
            return make(request);
        }
        Duration patience = isLate ? Duration.ZERO : request.remaining().dividedBy(WAITING_PART);
        Optional<InputStream> taken = lists.take(name, due, patience);
        if (taken.isPresent()) {
            try (InputStream in = taken.get()) {
                return discovery.read(in);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The list {} of another agent cannot be read, so this one makes its own", name, e);
            }
        }
        return discovery.discover(request);
    }

    private Collection<Resource> make(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        boolean isMade = false;
        try {
            Collection<Resource> found = discovery.discover(request);
            isMade = true;
            lists.give(name, due, out -> write(found, out));
            return found;
        } finally {
            if (!isMade) {
                lists.decline(name, due);
            }
        }
    }

    /** What a plugin throws is its own fault, not that of whoever hands lists over. */
    private void write(Collection<Resource> found, OutputStream out) throws IOException {
        try {
            discovery.write(found, out);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }
}
