package io.nephoscope.connector.openstack.lookup;

import io.nephoscope.connector.openstack.cloud.CloudException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** How a service is asked for things by their keys: for all of them in one list, and for each alone. */
public interface LookupSource<K, V> {

    /** Reads what the service lists, whether it was asked for or not. */
    void list(BiConsumer<K, V> taker, Duration remaining) throws CloudException, InterruptedException;

    /**
     * Asks for one. Not called where {@link #isListedOnly}.
     *
     * @return empty if the service does not have it
     */
    Optional<V> get(K key, Duration remaining) throws CloudException, InterruptedException;

    /** Whether nothing can be asked for alone, so that what the list lacks is not there. */
    default boolean isListedOnly() {
        return false;
    }
}
