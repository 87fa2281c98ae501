package io.nephoscope.deploy;

import java.util.Map;

/** Needs a value of its configuration. */
public final class ConfiguredComponent {

    void activate(Map<String, Object> configuration) {
        if (!configuration.containsKey("floor")) {
            throw new IllegalStateException("floor is missing");
        }
    }
}
