package io.nephoscope.api.pollster;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads samples from one resource at a time, such as a device of a network, and leaves it to the agent to call
 * it for many resources side by side. Register it as a component annotated with {@link PollsterService}, as a
 * {@link Pollster} would be.
 *
 * <p>A resource that outlives its {@link #timeout()} fails, and is not read again before its call has
 * returned; the others go on. Thread-safe: called for several resources at the same time.
 */
@ConsumerType
public interface ResourcePollster {

    /**
     * Polls one resource.
     *
     * @param poll takes the samples and the failure of this resource; not to be kept beyond this call
     * @throws PollsterException if the resource cannot be read this time
     * @throws InterruptedException if interrupted while waiting, so that an abandoned call ends early
     */
    void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException;

    /** How many resources are polled at the same time at most; at least 1. The agent has a bound of its own. */
    default int concurrency() {
        return 8;
    }

    /** How long one resource may take; it also ends with the deadline of the whole poll. */
    default Duration timeout() {
        return Duration.ofSeconds(10);
    }
}
