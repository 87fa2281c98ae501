package io.nephoscope.core.plugin;

import io.nephoscope.api.identity.IdentityNames;

/** Somebody who knows users and projects by name, as a bundle offers him. */
public record NamesPlugin(Origin origin, Access<IdentityNames> access) {
    /** For the name of a thread that calls it. */
    public String description() {
        return "identity names of " + origin.bundle();
    }
}
