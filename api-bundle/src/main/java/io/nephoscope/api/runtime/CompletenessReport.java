package io.nephoscope.api.runtime;

import io.nephoscope.api.runtime.dto.CompletenessDTO;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Tells what became of every poll that was due, up to the confirmation of its samples. */
@ProviderType
public interface CompletenessReport {

    /**
     * A copy of the counts of now. Safe from any thread; costs some milliseconds for ten thousand series.
     *
     * @param since tells of slots that were due from then on, at the most of the last seven days; rounded down to a
     *     minute or an hour. Empty for all since the start
     */
    CompletenessDTO completeness(Optional<Instant> since);
}
