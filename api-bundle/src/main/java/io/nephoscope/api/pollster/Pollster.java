package io.nephoscope.api.pollster;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads samples from resources. Register it as a component annotated with {@link PollsterService}:
 *
 * <pre>{@code
 * @Component
 * @PollsterService(name = "room.temperature", namespace = "central", discovery = "rooms")
 * public class RoomTemperature implements Pollster { … }
 * }</pre>
 *
 * <p>The component is activated when a source of polling.yaml asks for it. Its activation must not
 * wait for anything: open connections on the first poll.
 */
@ConsumerType
public interface Pollster {

    /**
     * Polls each resource once. What was emitted is kept when a later resource, or the whole poll,
     * fails. Never called twice at the same time for the same interval, but consecutive calls may
     * come from different threads, and sources of different intervals are polled independently.
     *
     * <p>A poll that outlives its deadline is interrupted and abandoned: what it emits from then on
     * is discarded, and it is not called again for that interval until it has returned.
     *
     * @param resources never empty, without duplicates, in the order of discovery
     * @param poll takes the samples and the failures; not to be kept beyond this call
     * @throws PollsterException if nothing more can be read in this cycle
     * @throws InterruptedException if interrupted while waiting; so an abandoned poll ends early
     */
    void poll(Collection<Resource> resources, Poll poll) throws PollsterException, InterruptedException;
}
