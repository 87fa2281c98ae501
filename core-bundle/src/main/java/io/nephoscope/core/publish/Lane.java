package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.plugin.Use;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to one publisher that the configuration names. It outlives the publisher: what was polled
 * while none is there waits, within the bound.
 */
public final class Lane implements BatchSink {

    private final String name;
    private final LaneQueue queue;
    private volatile @Nullable LaneWorker worker;

    Lane(String name, long capacity) {
        this.name = name;
        this.queue = new LaneQueue(name, capacity);
    }

    @Override
    public void accept(SampleBatch batch) {
        queue.offer(batch);
    }

    void resize(long capacity) {
        queue.resize(capacity);
    }

    /** Follows the publisher that bears the name now. */
    void follow(@Nullable PublisherPlugin publisher) {
        LaneWorker current = worker;
        if (current != null && current.plugin().equals(publisher)) {
            return;
        }
        if (current != null) {
            current.retire();
        }
        LaneWorker next = publisher == null ? null : new LaneWorker(publisher, queue);
        worker = next;
        if (next != null) {
            next.start();
        }
    }

    /** Lets the publisher take what waits, within a bound. */
    void drain(Duration grace) throws InterruptedException {
        LaneWorker current = worker;
        if (current != null && current.isWorking()) {
            queue.awaitEmpty(grace.toMillis());
        }
    }

    /** Lets go of the publisher. */
    void stop(Duration bound) throws InterruptedException {
        LaneWorker current = worker;
        worker = null;
        if (current != null) {
            current.stop(bound.toMillis());
        }
    }

    /** How the lane and its publisher stand. */
    public LaneStatus status() {
        LaneWorker current = worker;
        LaneStatus.Backlog backlog = new LaneStatus.Backlog(queue.samples(), queue.dropped());
        if (current == null) {
            return new LaneStatus(
                    name,
                    Optional.empty(),
                    backlog,
                    PublisherStatus.of(PublisherStatus.State.CONNECTING, "no bundle offers it"));
        }
        return new LaneStatus(name, Optional.of(current.plugin().origin()), backlog, ask(current));
    }

    private static PublisherStatus ask(LaneWorker worker) {
        Optional<String> failure = worker.plugin().access().failure();
        if (failure.isPresent()) {
            return broken(failure.get());
        }
        try (Use<Publisher> use = worker.plugin().access().open()) {
            PublisherStatus status = Guard.call(() -> use.plugin().status());
            return worker.failure().isEmpty() ? status : refusing(status, worker.failure());
        } catch (PluginException e) {
            return broken(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken("asking it was interrupted");
        }
    }

    private static PublisherStatus broken(String detail) {
        return PublisherStatus.of(PublisherStatus.State.FAILED, detail);
    }

    private static PublisherStatus refusing(PublisherStatus status, String failure) {
        status.state = PublisherStatus.State.FAILED;
        status.detail = failure;
        return status;
    }
}
