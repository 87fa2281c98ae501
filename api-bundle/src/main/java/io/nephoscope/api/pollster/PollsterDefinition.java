package io.nephoscope.api.pollster;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pollster of a {@link PollsterBuilder}; what {@link PollsterService} is to a component:
 *
 * <pre>{@code
 * PollsterDefinition.named("room.temperature")
 *         .namespaces("central")
 *         .discovery("rooms")
 *         .provenance("etc/rooms.yaml:7")
 *         .pollster(new RoomPollster(...))
 * }</pre>
 *
 * <p>Two definitions are equal when all that was said of them is, the pollster's object included.
 */
public final class PollsterDefinition {

    private final Description description;
    private final Object pollster;

    /** All but the pollster itself. */
    private record Description(String name, Set<String> namespaces, String discovery, String provenance) {}

    private PollsterDefinition(Description description, Object pollster) {
        this.description = description;
        this.pollster = Objects.requireNonNull(pollster, "pollster");
        if (description.namespaces().isEmpty()) {
            throw new IllegalArgumentException("pollster " + description.name() + " needs a namespace");
        }
    }

    /**
     * Begins a definition.
     *
     * @param name the name that meter filters select; not empty
     */
    public static Builder named(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a pollster needs a name");
        }
        return new Builder(name);
    }

    /** The name that meter filters select. */
    public String name() {
        return description.name();
    }

    /** Where it makes sense to poll; not empty. */
    public Set<String> namespaces() {
        return description.namespaces();
    }

    /** The discovery for sources that name no resources; empty if there is none. */
    public String discovery() {
        return description.discovery();
    }

    /** Where it is defined, such as {@code etc/rooms.yaml:7}, to be shown to the operator; empty if it is code. */
    public String provenance() {
        return description.provenance();
    }

    /** What polls all resources in one call; empty if they are polled one at a time. */
    public Optional<Pollster> pollster() {
        return pollster instanceof Pollster all ? Optional.of(all) : Optional.empty();
    }

    /** What polls one resource at a time; empty if all are polled in one call. */
    public Optional<ResourcePollster> resourcePollster() {
        return pollster instanceof ResourcePollster single ? Optional.of(single) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PollsterDefinition definition
                && description.equals(definition.description)
                && pollster.equals(definition.pollster);
    }

    @Override
    public int hashCode() {
        return description.hashCode();
    }

    @Override
    public String toString() {
        return description.toString();
    }

    /** What is said of a pollster before it is known what polls. */
    public static final class Builder {

        private final String name;
        private Set<String> namespaces = Set.of();
        private String discovery = "";
        private String provenance = "";

        private Builder(String name) {
            this.name = name;
        }

        /** Where it makes sense to poll; at least one. */
        public Builder namespaces(String... words) {
            return namespaces(Set.of(words));
        }

        /** Where it makes sense to poll; at least one. */
        public Builder namespaces(Set<String> words) {
            namespaces = Set.copyOf(words);
            return this;
        }

        /** The discovery for sources that name no resources; by default there is none. */
        public Builder discovery(String url) {
            discovery = Objects.requireNonNull(url, "discovery");
            return this;
        }

        /** Where it is defined, as {@code file:line}. */
        public Builder provenance(String place) {
            provenance = Objects.requireNonNull(place, "provenance");
            return this;
        }

        /** Ends the definition: all resources are handed over in one call. */
        public PollsterDefinition pollster(Pollster pollster) {
            return end(pollster);
        }

        /** Ends the definition: resources are handed over one at a time. */
        public PollsterDefinition resourcePollster(ResourcePollster pollster) {
            return end(pollster);
        }

        private PollsterDefinition end(Object pollster) {
            return new PollsterDefinition(new Description(name, namespaces, discovery, provenance), pollster);
        }
    }
}
