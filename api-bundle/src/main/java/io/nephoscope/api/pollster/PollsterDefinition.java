package io.nephoscope.api.pollster;

import java.util.Set;

/**
 * One pollster of a {@link PollsterBuilder}; what {@link PollsterService} is to a component.
 *
 * @param name the name that meter filters select
 * @param namespaces where it makes sense to poll; not empty
 * @param discovery the discovery for sources that name no resources; empty if there is none
 * @param pollster what is polled
 */
public record PollsterDefinition(String name, Set<String> namespaces, String discovery, Pollster pollster) {

    public PollsterDefinition {
        namespaces = Set.copyOf(namespaces);
        if (name.isEmpty() || namespaces.isEmpty()) {
            throw new IllegalArgumentException("a pollster needs a name and a namespace: " + name + " " + namespaces);
        }
    }
}
