package io.nephoscope.api.runtime;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Lifts blacklistings, so that the next cycle tries again. */
@ProviderType
public interface BlacklistControl {

    /**
     * Lifts what matches all that is given.
     *
     * @param pollster a pollster's name; empty for all
     * @param source a source's name; empty for all
     * @param resource a resource's id; empty for all
     * @return how many were lifted
     */
    int clear(Optional<String> pollster, Optional<String> source, Optional<String> resource);
}
