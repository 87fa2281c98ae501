package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerDirectory;
import io.nephoscope.connector.openstack.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Nova that knows some servers and flavors, or does not answer. */
final class FakeDirectory implements ServerDirectory {

    final Map<UUID, Server> servers = new HashMap<>();
    final Map<String, String> flavorIds = new HashMap<>();

    @Nullable
    String failure;

    /** How long each call was to take at most. */
    final List<Duration> bounds = new ArrayList<>();

    int serverCalls;
    int flavorCalls;

    @Override
    public Map<UUID, Server> servers(String host, Collection<UUID> ids, Duration remaining) throws ServerException {
        serverCalls++;
        return answer(servers, ids, remaining);
    }

    @Override
    public Map<String, String> flavorIds(Collection<String> names, Duration remaining) throws ServerException {
        flavorCalls++;
        return answer(flavorIds, names, remaining);
    }

    private <K, V> Map<K, V> answer(Map<K, V> all, Collection<K> keys, Duration remaining) throws ServerException {
        bounds.add(remaining);
        if (failure != null) {
            throw new ServerException(failure);
        }
        Map<K, V> found = new HashMap<>(all);
        found.keySet().retainAll(keys);
        return found;
    }
}
