package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerDirectory;
import io.nephoscope.connector.openstack.ServerException;
import io.nephoscope.support.text.OneLine;
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
            Map<UUID, Server> told = new HashMap<>(directory.servers(instances));
            told.keySet().retainAll(instances);
            return remember(told, "");
        } catch (ServerException | RuntimeException e) {
            // Whoever asks Nova is another plugin, whose faults are none of the instances'.
            return remember(
                    lastKnown(instances), e instanceof ServerException ? String.valueOf(e.getMessage()) : e.toString());
        }
    }

    private synchronized Map<UUID, Server> lastKnown(Set<UUID> instances) {
        Map<UUID, Server> last = new HashMap<>(known);
        last.keySet().retainAll(instances);
        return last;
    }

    private synchronized Map<UUID, Server> remember(Map<UUID, Server> servers, String failure) {
        Map<UUID, Server> kept = Map.copyOf(servers);
        String complaint = OneLine.of(failure);
        if (!complaint.isEmpty() && !outageTold) {
            LOG.warn("Nova's metadata of instances stay as they were: {}", complaint);
        }
        outageTold = !complaint.isEmpty();
        known = kept;
        return known;
    }
}
