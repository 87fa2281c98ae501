package io.nephoscope.core.runtime;

import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.publish.StoreSettings;
import java.util.List;
import java.util.Set;

/**
 * The core's configuration, checked.
 *
 * @param namespaces whose plugins count
 * @param publishers which are to get samples
 * @param gaps whether gaps are published as samples
 * @param store how samples are kept until publishers have taken them
 */
public record Settings(
        Set<String> namespaces, List<String> publishers, StoreSettings store, PollSettings polls, boolean gaps) {

    /** Gaps are only counted. */
    public Settings(Set<String> namespaces, List<String> publishers, StoreSettings store, PollSettings polls) {
        this(namespaces, publishers, store, polls, false);
    }

    /** The same for a process that publishes nothing. */
    public Settings withoutPublishers() {
        return new Settings(namespaces, List.of(), store, polls, false);
    }
}
