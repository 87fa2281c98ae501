package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerDirectory;
import io.nephoscope.connector.openstack.ServerException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Nova knows of the instances. While it cannot be asked, what it said last counts: an outage of Nova
 * changes no sample. Thread-safe.
 */
final class ServerCache {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCache.class);

    private Map<UUID, Server> known = Map.of();
    private boolean outageTold;

    /**
     * Asks for instances.
     *
     * @param directory who knows them; null while there is nobody to ask
     */
    Map<UUID, Server> of(Set<UUID> instances, @Nullable ServerDirectory directory) throws InterruptedException {
        if (directory == null) {
            return remember(lastKnown(instances), "");
        }
        try {
            return remember(directory.servers(instances), "");
        } catch (ServerException e) {
            return remember(lastKnown(instances), String.valueOf(e.getMessage()));
        }
    }

    private synchronized Map<UUID, Server> lastKnown(Set<UUID> instances) {
        Map<UUID, Server> last = new HashMap<>(known);
        last.keySet().retainAll(instances);
        return last;
    }

    private synchronized Map<UUID, Server> remember(Map<UUID, Server> servers, String complaint) {
        if (!complaint.isEmpty() && !outageTold) {
            LOG.warn("Nova's metadata of instances stay as they were: {}", complaint);
        }
        outageTold = !complaint.isEmpty();
        known = Map.copyOf(servers);
        return known;
    }
}
