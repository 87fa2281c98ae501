package io.nephoscope.discovery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may change about an instance though its domain's description stays the same.
 *
 * @param userMetadata what users wrote down about it, as far as it is of interest
 * @param flavorId of a flavor whose id its domain does not tell; null where nobody knows it
 */
record VolatileState(
        InstanceState state,
        Map<String, String> userMetadata,
        @Nullable String flavorId) implements Situation {}
