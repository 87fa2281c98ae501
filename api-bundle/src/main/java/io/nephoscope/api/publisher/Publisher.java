package io.nephoscope.api.publisher;

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
     * Takes charge of a batch: from here on the publisher answers for its delivery, and keeps it
     * while the other side is away. Called from one thread at a time.
     *
     * @throws PublisherException if it cannot take the batch, which is then lost and counted
     * @throws InterruptedException if interrupted while waiting for room
     */
    void publish(SampleBatch batch) throws PublisherException, InterruptedException;

    /** How delivery stands. Cheap, and safe to call from any thread at any time. */
    PublisherStatus status();
}
