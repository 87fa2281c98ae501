package io.nephoscope.api.sample;

import org.jspecify.annotations.Nullable;

/**
 * What a sample is about. Build one per resource and share it among its samples, from cycle to cycle
 * while nothing about it changes: publishers encode a subject once.
 *
 * @param resourceId the id under which consumers file the sample; null where there is none
 * @param owner whose resource it is
 * @param metadata what else is known about it
 */
public record Subject(@Nullable String resourceId, Owner owner, Metadata metadata) {

    /** A subject that belongs to nobody and needs no description. */
    public static Subject of(String resourceId) {
        return new Subject(resourceId, Owner.NOBODY, Metadata.EMPTY);
    }
}
