package io.nephoscope.core.plugin;

import java.util.Set;

/**
 * A pollster that a bundle offers. Two are equal when nothing about them, nor their object, has changed.
 *
 * @param discovery the discovery it falls back to; empty if there is none
 * @param provenance where it is defined, such as {@code file:line}; empty if it is a component
 */
public record PollsterPlugin(
        String name,
        Set<String> namespaces,
        String discovery,
        String provenance,
        Origin origin,
        PollsterAccess pollster) {

    /** The way to the object, whatever its kind. */
    public Access<?> access() {
        return pollster.access();
    }

    /** For the name of a thread that calls it. */
    public String description() {
        return "pollster " + name + " of " + origin.bundle();
    }
}
