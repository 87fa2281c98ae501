package io.nephoscope.api.cycle;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One call of one discovery. Not to be kept beyond it. */
@ProviderType
public interface DiscoveryRequest {

    /** What follows the name in the discovery's URL: {@code compute} in {@code endpoint://compute}. */
    Optional<String> parameter();

    /**
     * The time that is left until the deadline of the poll that is served first; never negative. What a
     * timeout of one's own should stay below.
     */
    Duration remaining();

    /**
     * Whether owners are to be known by their names, too. What a discovery learns of them by the way it puts into {@link
     * io.nephoscope.api.sample.Owner} then; nobody is to be asked for them, which the agent does for those that lack names.
     */
    default boolean wantsNames() {
        return false;
    }

    /** The cycle that needs the resources, with what it shares. */
    Cycle cycle();
}
