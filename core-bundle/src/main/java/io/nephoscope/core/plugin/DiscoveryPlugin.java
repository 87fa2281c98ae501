package io.nephoscope.core.plugin;

import io.nephoscope.api.discovery.Discovery;
import java.util.Set;

/**
 * A discovery that a bundle offers.
 *
 * @param group what is shared out among agents together; empty for what is not
 */
public record DiscoveryPlugin(
        String name, Set<String> namespaces, String group, Origin origin, Access<Discovery> access) {
    /** For the name of a thread that calls it. */
    public String description() {
        return "discovery " + name + " of " + origin.bundle();
    }
}
