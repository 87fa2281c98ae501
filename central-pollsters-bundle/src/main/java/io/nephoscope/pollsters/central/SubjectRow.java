package io.nephoscope.pollsters.central;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of one kind of resource say of it, whatever is measured.
 *
 * @param id of the resource
 * @param user who made it
 * @param project whose it is
 * @param metadata by the keys that consumers know
 * @param extras by keys that entries of older services have, and others do not
 */
record SubjectRow(Field id, Field user, Field project, Map<String, Field> metadata, Map<String, Field> extras) {

    private static final int LONGEST_ID = 4096;

    SubjectRow {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** A resource that belongs to nobody and is known by {@code id}. */
    static SubjectRow plain() {
        return new SubjectRow(Field.required("id"), Field.NONE, Field.NONE, Map.of(), Map.of());
    }

    SubjectRow identifiedBy(Field newId) {
        return new SubjectRow(newId, user, project, metadata, extras);
    }

    SubjectRow ownedBy(Field newUser, Field newProject) {
        return new SubjectRow(id, newUser, newProject, metadata, extras);
    }

    /** With keys of the entry that stand in the metadata as they are. */
    SubjectRow with(String... keys) {
        Map<String, Field> more = new LinkedHashMap<>(metadata);
        for (String key : keys) {
            more.put(key, Field.required(key));
        }
        return new SubjectRow(id, user, project, more, extras);
    }

    /** With keys of the entry that stand in the metadata as they are, or as null. */
    SubjectRow withOptional(String... keys) {
        Map<String, Field> more = new LinkedHashMap<>(metadata);
        for (String key : keys) {
            more.put(key, Field.optional(key));
        }
        return new SubjectRow(id, user, project, more, extras);
    }

    /** With metadata of another name than the entry has, or put together. */
    SubjectRow with(String name, Field field) {
        Map<String, Field> more = new LinkedHashMap<>(metadata);
        more.put(name, field);
        return new SubjectRow(id, user, project, more, extras);
    }

    /** With keys that stand in the metadata of those entries alone that have them. */
    SubjectRow withWherePresent(String... keys) {
        Map<String, Field> more = new LinkedHashMap<>(extras);
        for (String key : keys) {
            more.put(key, Field.optional(key));
        }
        return new SubjectRow(id, user, project, metadata, more);
    }

    /**
     * The subject of one entry's samples.
     *
     * @throws OddEntryException if the entry lacks something
     */
    Subject subject(JsonObject entry) throws OddEntryException {
        if (!(id.of(entry) instanceof String name) || name.isEmpty() || name.length() > LONGEST_ID) {
            throw new OddEntryException("has no id that can be used");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Field> each : metadata.entrySet()) {
            values.put(each.getKey(), each.getValue().of(entry));
        }
        for (Map.Entry<String, Field> each : extras.entrySet()) {
            if (entry.values().containsKey(each.getKey())) {
                values.put(each.getKey(), each.getValue().of(entry));
            }
        }
        try {
            return new Subject(name, Owner.of(text(user.of(entry)), text(project.of(entry))), Metadata.of(values));
        } catch (IllegalArgumentException e) {
            throw new OddEntryException("cannot be described: " + e.getMessage());
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}
