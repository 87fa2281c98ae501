package io.nephoscope.connector.openstack;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows servers and flavors as OpenStack's compute service does. Register it as a service for as long as the compute
 * service can be asked; who uses it does without it before and after. The connector registers one while it has a
 * cloud.
 *
 * <p>Discoveries call it in each cycle with all servers of a host. An implementation asks the service for
 * many servers at once, never for each one of many apart, and answers from what it keeps for as long as that may
 * be true. It may be called from several threads at the same time.
 */
@ConsumerType
public interface ServerDirectory {

    /**
     * Tells what is known of servers.
     *
     * @param host the name in the compute service of the host that they are on, by which they can be asked for at once
     * @param ids of all servers of interest; those asked for no more may be forgotten
     * @param remaining for how long the call may block
     * @return what is known, by id; a server that the service does not know is not there
     * @throws ServerException if nothing can be learnt now, of none of them
     * @throws InterruptedException if interrupted while waiting
     */
    Map<UUID, Server> servers(String host, Collection<UUID> ids, Duration remaining)
            throws ServerException, InterruptedException;

    /**
     * Tells the ids of flavors.
     *
     * @param names of all flavors of interest; those asked for no more may be forgotten
     * @param remaining for how long the call may block
     * @return the ids by name; a flavor that the service does not have, or has no longer, is not there
     * @throws ServerException if nothing can be learnt now, of none of them
     * @throws InterruptedException if interrupted while waiting
     */
    Map<String, String> flavorIds(Collection<String> names, Duration remaining)
            throws ServerException, InterruptedException;
}
