package io.nephoscope.api.partition;

import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who polls what, as it was agreed at one moment: immutable, and a pure function of what it is asked. Whoever
 * compares two of them learns what has moved. Thread-safe.
 */
@ConsumerType
public interface Share {

    /**
     * The number of the agreement, which grows with each; 0 while there is none, and this agent owns nothing.
     * Agents that know the same generation agree on all owners.
     */
    long generation();

    /**
     * Who polls what was or will be due at a time. A resource that is being handed over is the old owner's up to some
     * due time of a series and the new owner's from the next one on.
     *
     * @param series names a series; the same on all agents
     */
    Ownership at(String series, Instant due);
}
