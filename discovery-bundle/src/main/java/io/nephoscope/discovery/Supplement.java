package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of instances what the hypervisor does not know. */
@FunctionalInterface
interface Supplement {

    /**
     * Asks once, under no lock.
     *
     * @param flavors of those of the instances whose domains do not tell the id of their flavor: its name
     */
    Answer of(Set<UUID> instances, Map<UUID, String> flavors) throws InterruptedException;

    /**
     * What is known.
     *
     * @param flavorIds by the names of flavors
     * @param hasDirectory whether there is somebody who can ask Nova, so that what is not known yet may come
     */
    record Answer(Map<UUID, Server> servers, Map<String, String> flavorIds, boolean hasDirectory) {

        /** Nobody knows anything. */
        static final Answer NONE = new Answer(Map.of(), Map.of(), false);

        VolatileState about(UUID instance, InstanceState state, @Nullable String flavor) {
            Server server = servers.getOrDefault(instance, Server.UNKNOWN);
            return new VolatileState(
                    state, server.metadata(), flavor == null ? null : flavorId(flavor, server.flavorId()));
        }

        /**
         * The id of a flavor that has none of its own: what Nova has under its name, else what it says of the server,
         * for a flavor that was deleted since; the name where nobody can ask Nova.
         */
        private @Nullable String flavorId(String name, @Nullable String ofServer) {
            String known = flavorIds.getOrDefault(name, ofServer);
            return known == null && !hasDirectory ? name : known;
        }
    }
}
