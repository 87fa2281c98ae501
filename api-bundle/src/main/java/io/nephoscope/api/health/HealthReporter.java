package io.nephoscope.api.health;

import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells whether a part of the agent works. Register it as a service, also while the part does not
 * work: the operator's status screen asks all of them.
 */
@ConsumerType
public interface HealthReporter {

    /** What is to be said now. Cheap, and safe to call from any thread at any time. */
    Collection<HealthReport> health();
}
