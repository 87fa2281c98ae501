package io.nephoscope.core.cycle;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.schedule.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Learns what cycles did beside concluding their slots. Called from many threads; must not keep the plugins. */
public interface CycleListener {

    /** Hears nothing. */
    CycleListener NONE = new CycleListener() {};

    /** A discovery was called. */
    default void discovered(DiscoveryPlugin discovery, Discovered report) {}

    /** A pollster was called; told before its slot is concluded. */
    default void polled(Assignment assignment, Details details) {}

    /** Samples came from a poll that was over. */
    default void late(Assignment assignment, long samples) {}

    /**
     * One call of one discovery.
     *
     * @param error why it failed; empty if it did not
     */
    record Discovered(Instant startedAt, Duration duration, int resources, String error) {}

    /**
     * What one poll was given, and the reasons of what it could not read, by resource id.
     *
     * @param failures in the order of failing
     * @param blacklisted the same of what is not to be tried again
     */
    record Details(List<Resource> resources, Map<String, String> failures, Map<String, String> blacklisted) {

        boolean isWell(String resource) {
            return !failures.containsKey(resource) && !blacklisted.containsKey(resource);
        }

        /** The reason of the last resource that failed; empty if none did. */
        String lastFailure() {
            String last = "";
            for (String reason : failures.values()) {
                last = reason;
            }
            return last;
        }
    }
}
