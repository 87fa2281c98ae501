package io.nephoscope.core.cycle;

import io.nephoscope.api.sample.Resource;
import java.util.List;

/**
 * What a pollster is to poll for a source.
 *
 * @param error why a discovery failed; empty if none did
 */
record Resolved(List<Resource> resources, String error) {

    Resolved {
        resources = List.copyOf(resources);
    }
}
