package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;
import org.jspecify.annotations.Nullable;

/**
 * What may change about an instance though its domain's description stays the same.
 *
 * @param server what Nova knows of it
 * @param hasDirectory whether there is somebody who can ask Nova, so that an id that is not known yet may come
 */
record VolatileState(InstanceState state, Server server, boolean hasDirectory) {

    /** The id of a flavor that has none of its own: Nova's, and its name where nobody can ask Nova. */
    @Nullable
    String flavorId(NovaFlavor flavor) {
        String known = server.flavorId();
        return known == null && !hasDirectory ? flavor.name() : known;
    }
}
