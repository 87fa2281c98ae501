package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is measured of an entry. */
@FunctionalInterface
interface Volume {

    /**
     * The volume, of the type of number that the service gives.
     *
     * @param remarks takes what is odd about the entry and does not keep it from being measured
     * @return empty if there is nothing to measure yet
     * @throws OddEntryException if the entry lacks what is measured
     */
    Optional<Number> of(JsonObject entry, Remarks remarks) throws OddEntryException;

    /** The same number for each entry: that it is there is what is measured. */
    static Volume one() {
        return (entry, remarks) -> Optional.of(1L);
    }

    /** A number that is null as long as it is not known. */
    static Volume number(String key) {
        return (entry, remarks) -> {
            Object value = Field.required(key).of(entry);
            if (value == null) {
                remarks.withoutVolume(entry);
            }
            return number(key, value);
        };
    }

    /** A number that is 0 where there is none. */
    static Volume numberOrZero(String key) {
        return (entry, remarks) -> {
            Object value = entry.values().get(key);
            return value == null ? Optional.of(0L) : number(key, value);
        };
    }

    private static Optional<Number> number(String key, @Nullable Object value) throws OddEntryException {
        if (value != null && !(value instanceof Number)) {
            throw new OddEntryException("has a " + key + " that is no number");
        }
        return Optional.ofNullable((Number) value);
    }
}
