package io.nephoscope.connector.openstack;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows servers as OpenStack's compute service does. Register it as a service for as long as the compute
 * service can be asked; who uses it does without it before and after.
 *
 * <p>Discoveries call it in each cycle with all servers of a host. An implementation asks the service for
 * many servers at once, never for each one apart, and answers from what it keeps for as long as that may
 * be true.
 */
@ConsumerType
public interface ServerDirectory {

    /**
     * Tells what is known of servers. May block, within the deadline of the poll that needs it; may be
     * called from several threads at the same time.
     *
     * @param ids of all servers of interest; those asked for no more may be forgotten
     * @return what is known, by id; a server that the service does not know is not there
     * @throws ServerException if nothing can be learnt now, of none of them
     * @throws InterruptedException if interrupted while waiting
     */
    Map<UUID, Server> servers(Collection<UUID> ids) throws ServerException, InterruptedException;
}
