package io.nephoscope.core.cycle;

import io.nephoscope.api.sample.Resource;
import java.util.List;

/**
 * What a discovery found.
 *
 * @param error why it failed; empty if it did not
 */
record Discovered(List<Resource> resources, String error) {

    Discovered {
        resources = List.copyOf(resources);
    }

    static Discovered failed(String error) {
        return new Discovered(List.of(), error);
    }
}
