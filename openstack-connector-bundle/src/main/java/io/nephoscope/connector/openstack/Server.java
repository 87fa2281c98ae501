package io.nephoscope.connector.openstack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What OpenStack's compute service knows of a server and its hypervisor does not.
 *
 * @param metadata what users wrote down about it, in the order of the service's answer
 * @param flavorId the id of its flavor; null where it is not known
 */
public record Server(Map<String, String> metadata, @Nullable String flavorId) {

    /** A server of which nothing is known. */
    public static final Server UNKNOWN = new Server(Map.of(), null);

    public Server {
        metadata.forEach((key, value) -> {
            Objects.requireNonNull(key, "a key of metadata");
            Objects.requireNonNull(value, "a value of metadata");
        });
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
