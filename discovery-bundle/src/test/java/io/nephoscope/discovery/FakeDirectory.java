package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerDirectory;
import io.nephoscope.connector.openstack.ServerException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Nova that knows some servers, or does not answer. */
final class FakeDirectory implements ServerDirectory {

    final Map<UUID, Server> servers = new HashMap<>();

    @Nullable
    String failure;

    int calls;

    @Override
    public Map<UUID, Server> servers(Collection<UUID> ids) throws ServerException {
        calls++;
        if (failure != null) {
            throw new ServerException(failure);
        }
        Map<UUID, Server> found = new HashMap<>(servers);
        found.keySet().retainAll(ids);
        return found;
    }
}
