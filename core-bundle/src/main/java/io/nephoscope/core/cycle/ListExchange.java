package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.SharedDiscovery;
import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.publish.BatchKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
        Optional<byte[]> taken = lists.take(name, due, patience);
        if (taken.isPresent()) {
            try {
                return discovery.read(new ByteArrayInputStream(taken.get()));
            } catch (IOException | RuntimeException e) {
                LOG.warn("The list {} of another agent cannot be read, so this one makes its own", name, e);
            }
        }
        return discovery.discover(request);
    }

    private Collection<Resource> make(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        Optional<byte[]> written = Optional.empty();
        try {
            Collection<Resource> found = discovery.discover(request);
            written = written(found);
            return found;
        } finally {
            lists.give(name, due, written);
        }
    }

    private Optional<byte[]> written(Collection<Resource> found) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            discovery.write(found, out);
            return Optional.of(out.toByteArray());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list {} cannot be handed to other agents, which make their own", name, e);
            return Optional.empty();
        }
    }
}
