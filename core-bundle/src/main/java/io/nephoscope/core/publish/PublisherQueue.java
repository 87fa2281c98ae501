package io.nephoscope.core.publish;

import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.publish.QueueStatus.Condition;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one publisher that the configuration names. It outlives the publisher: what was polled while none is
 * there waits, and so does what a publisher that went had not confirmed, within the bound.
 *
 * <p>No method but {@link #stop} waits for a publisher. The lock guards which worker is at work; no plugin is called
 * under it.
 */
final class PublisherQueue {

    private static final Logger LOG = LoggerFactory.getLogger(PublisherQueue.class);

    /** So many workers of earlier publishers may hang before no further one is started. */
    private static final int MOST_HANGING = 4;

    private final String name;
    private final BatchStore store;
    private volatile BatchQueue queue;
    private final PluginThreads threads;

    /** Workers that were told to end, while they have not. */
    private final List<PublisherWorker> ending = new ArrayList<>();

    private @Nullable PublisherPlugin publisher;
    private @Nullable PublisherWorker worker;

    PublisherQueue(String name, BatchStore store, PluginThreads threads) {
        this.name = name;
        this.store = store;
        this.threads = threads;
        this.queue = store.queue(name);
    }

    /** Follows the publisher that bears the name now. */
    synchronized void follow(@Nullable PublisherPlugin present) {
        if (present != null && present.equals(publisher)) {
            if (worker != null) {
                worker.nudge();
            }
            return;
        }
        retire();
        publisher = present;
        startIfPossible();
    }

    /** Lets go of the publisher, which the configuration names no more, and of what waits for it. */
    synchronized void leave() {
        retire();
        publisher = null;
        giveUp(store, queue);
    }

    /** Gives up what waits for a publisher that the configuration does not name any more. */
    static void giveUp(BatchStore store, BatchQueue queue) {
        long left = store.leave(queue);
        if (left > 0) {
            LOG.warn(
                    "{} samples that publisher {} has not confirmed are given up, because the configuration does not name"
                            + " it any more",
                    left,
                    queue.publisher());
        }
    }

    /** The configuration names it again. */
    void reopen() {
        queue = store.queue(name);
    }

    /** Whether nothing of it runs any more. */
    synchronized boolean isOver() {
        ending.removeIf(PublisherWorker::isEnded);
        return publisher == null && ending.isEmpty();
    }

    private void retire() {
        if (worker != null) {
            ending.add(worker);
            worker.retire();
            worker = null;
        }
    }

    /** A publisher has one worker at a time; and of those that hang in calls of earlier ones there is a bound. */
    private void startIfPossible() {
        ending.removeIf(PublisherWorker::isEnded);
        PublisherPlugin present = publisher;
        if (present == null || worker != null || isBlocked(present)) {
            return;
        }
        PublisherWorker next = new PublisherWorker(present, queue, threads, this::ended);
        next.start();
        worker = next;
    }

    private boolean isBlocked(PublisherPlugin present) {
        return ending.size() >= MOST_HANGING
                || ending.stream().anyMatch(other -> other.plugin().equals(present));
    }

    /** Called on the thread of a worker when it ends. */
    private synchronized void ended() {
        startIfPossible();
    }

    /** Lets the publisher take and confirm what waits, within a bound. */
    void drain(Duration grace) throws InterruptedException {
        if (current() != null) {
            queue.awaitDelivery(grace.toNanos());
        }
    }

    private synchronized @Nullable PublisherWorker current() {
        return worker;
    }

    /** Ends with the agent. */
    void stop(Duration bound) throws InterruptedException {
        PublisherWorker current;
        synchronized (this) {
            current = worker;
            worker = null;
            publisher = null;
        }
        if (current != null) {
            current.stop(bound);
        }
        tellLeft();
    }

    private void tellLeft() {
        BatchQueue.Counts counts = queue.counts();
        long left = counts.waiting() + counts.inFlight();
        if (left > 0 && store.isLasting()) {
            LOG.info(
                    "{} samples that publisher {} has not confirmed stay in the journal for the next start",
                    left,
                    name);
        } else if (left > 0) {
            LOG.warn(
                    "{} samples that publisher {} has not confirmed are given up, because the agent stops and they are in"
                            + " memory alone",
                    left,
                    name);
        }
    }

    /** Which pollsters lose samples because the store is full; empty if none does. */
    String losers() {
        return queue.losers();
    }

    /** A publisher that is asked how it stands; null if there is nobody to ask. */
    record Asked(PublisherQueue queue, PublisherWorker.@Nullable Asked asked) {

        QueueStatus await() {
            return queue.status(asked);
        }
    }

    /** Asks the publisher how it stands; returns at once. */
    Asked ask() {
        PublisherWorker current = current();
        return new Asked(this, current == null ? null : current.ask());
    }

    private QueueStatus status(PublisherWorker.@Nullable Asked asked) {
        if (asked == null) {
            return status(null, withoutWorker(), 0);
        }
        PublisherWorker current = asked.worker();
        if (asked.answer() == null) {
            return status(current, notAsked(current), 0);
        }
        try {
            PublisherStatus told = current.await(asked.answer());
            return status(current, condition(current, told), told.queued);
        } catch (PluginException e) {
            PublisherState state = asked.answer().isGiven() ? PublisherState.FAILED : PublisherState.HUNG;
            return status(current, new Condition(state, String.valueOf(e.getMessage())), 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return status(current, new Condition(PublisherState.FAILED, "asking it was interrupted"), 0);
        }
    }

    /** @param queuedThere samples that wait in the publisher, which are in flight for the queue */
    private QueueStatus status(@Nullable PublisherWorker current, Condition condition, long queuedThere) {
        BatchQueue.Counts counts = queue.counts();
        long there = Math.min(Math.max(0, queuedThere), counts.inFlight());
        QueueStatus.Samples samples = new QueueStatus.Samples(
                counts.waiting() + there,
                counts.inFlight() - there,
                counts.confirmed(),
                counts.dropped() + counts.refused());
        Optional<PublisherWorker> present = Optional.ofNullable(current);
        return new QueueStatus(name, present.map(each -> each.plugin().origin()), samples, condition, queue.losers());
    }

    private synchronized Condition withoutWorker() {
        return publisher == null
                ? new Condition(PublisherState.MISSING, "no bundle offers it")
                : new Condition(
                        PublisherState.HUNG,
                        ending.size() + " of its earlier calls of publish() have not returned; restart the agent");
    }

    private static Condition notAsked(PublisherWorker current) {
        Optional<String> failure = current.plugin().access().failure();
        if (failure.isPresent()) {
            return new Condition(PublisherState.FAILED, failure.get());
        }
        return current.failure().isEmpty()
                ? new Condition(PublisherState.CONNECTING, "it is being activated")
                : new Condition(PublisherState.HUNG, current.failure());
    }

    /** What a publisher says of itself, unless its calls tell otherwise. Its fields can hold anything. */
    private Condition condition(PublisherWorker current, PublisherStatus told) {
        String refusal = queue.refusal();
        if (!current.failure().isEmpty()) {
            return new Condition(PublisherState.HUNG, current.failure());
        }
        PublisherStatus.@Nullable State state = told.state;
        if (state == null) {
            return new Condition(PublisherState.FAILED, "its status() tells no state");
        }
        String loss = queue.lossOfAll();
        if (!loss.isEmpty()) {
            return new Condition(PublisherState.FAILED, "it refuses all samples for ever, and they are lost: " + loss);
        }
        return switch (state) {
            case CONNECTED ->
                refusal.isEmpty()
                        ? new Condition(PublisherState.CONNECTED, OneLine.of(told.detail))
                        : new Condition(PublisherState.BLOCKED, refusal);
            case CONNECTING -> new Condition(PublisherState.CONNECTING, OneLine.of(told.detail));
            case BLOCKED -> new Condition(PublisherState.BLOCKED, OneLine.of(told.detail));
            case FAILED -> new Condition(PublisherState.FAILED, OneLine.of(told.detail));
        };
    }
}
