package io.nephoscope.api.sample;

import org.jspecify.annotations.Nullable;

/**
 * Whose resource was measured, by Keystone's ids and names. Each part is null where it is unknown or
 * does not apply.
 *
 * @param userId the user's id
 * @param projectId the project's id
 * @param userName the user's name, where names are resolved
 * @param projectName the project's name, where names are resolved
 */
public record Owner(
        @Nullable String userId,
        @Nullable String projectId,
        @Nullable String userName,
        @Nullable String projectName) {

    /** The owner of what belongs to nobody, such as a hypervisor. */
    public static final Owner NOBODY = new Owner(null, null, null, null);

    /** An owner known by ids alone. */
    public static Owner of(@Nullable String userId, @Nullable String projectId) {
        return new Owner(userId, projectId, null, null);
    }
}
