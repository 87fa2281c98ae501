package io.nephoscope.api.publisher;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes batches of samples out of the agent. Register it as a component annotated with {@link
 * PublisherService}; it is activated when the agent's configuration names it.
 *
 * <p>Each publisher has a thread and a bounded queue of its own in the agent, so a slow one delays
 * neither polling nor other publishers.
 */
@ConsumerType
public interface Publisher {

    /**
     * Takes a batch and, at once or later and from any thread, tells its delivery what became of it. Called
     * from one thread at a time. May wait for room, up to a few seconds; the queue in the agent is what keeps
     * batches while the other side is away.
     *
     * @throws PublisherException if it cannot take the batch now; the same as refusing the delivery, but not
     *     for ever
     * @throws InterruptedException if interrupted while waiting for room; the batch is not taken
     */
    void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException;

    /** How delivery stands. Cheap, and safe to call from any thread at any time. */
    PublisherStatus status();
}
