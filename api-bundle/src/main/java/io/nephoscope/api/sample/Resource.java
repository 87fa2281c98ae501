package io.nephoscope.api.sample;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be polled. Two resources are equal when their ids are.
 *
 * @param id stable for the resource's life: resources are told apart, blacklisted and, with several
 *     agents, shared out by it
 * @param detail what its discovery knows about it, for the pollsters that know the type; a static
 *     resource of polling.yaml carries its id
 */
public record Resource(String id, Object detail) {

    public Resource {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(detail, "detail");
    }

    /** A resource known by its id alone. */
    public static Resource of(String id) {
        return new Resource(id, id);
    }

    /** The detail, if it is of a type. */
    public <T> Optional<T> as(Class<T> type) {
        return type.isInstance(detail) ? Optional.of(type.cast(detail)) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource resource && id.equals(resource.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The id alone: details may be large, or secret. */
    @Override
    public String toString() {
        return id;
    }
}
