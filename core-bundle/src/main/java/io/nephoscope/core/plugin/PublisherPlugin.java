package io.nephoscope.core.plugin;

import io.nephoscope.api.publisher.Publisher;

/** A publisher that a bundle offers. */
public record PublisherPlugin(String name, Origin origin, Access<Publisher> access) {
    /** For the name of a thread that calls it. */
    public String description() {
        return "publisher " + name + " of " + origin.bundle();
    }
}
