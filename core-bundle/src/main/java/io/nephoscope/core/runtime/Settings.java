package io.nephoscope.core.runtime;

import io.nephoscope.core.cycle.PollSettings;
import java.util.List;
import java.util.Set;

/**
 * The core's configuration, checked.
 *
 * @param namespaces whose plugins count
 * @param publishers which are to get samples
 * @param queueCapacity how many samples wait for one publisher at most
 */
public record Settings(Set<String> namespaces, List<String> publishers, long queueCapacity, PollSettings polls) {

    /** The same for a process that publishes nothing. */
    public Settings withoutPublishers() {
        return new Settings(namespaces, List.of(), queueCapacity, polls);
    }
}
