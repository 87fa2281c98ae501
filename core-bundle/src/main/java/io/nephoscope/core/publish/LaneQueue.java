package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.SampleBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for one publisher, in the order of arrival and bounded by samples: the oldest make room. */
final class LaneQueue {

    private static final Logger LOG = LoggerFactory.getLogger(LaneQueue.class);

    private final String publisher;
    private final Deque<SampleBatch> batches = new ArrayDeque<>();
    private long capacity;
    private long samples;
    private long dropped;
    private long droppedInEpisode;

    LaneQueue(String publisher, long capacity) {
        this.publisher = publisher;
        this.capacity = capacity;
    }

    /** Never blocks. */
    synchronized void offer(SampleBatch batch) {
        int size = batch.samples().size();
        while (!batches.isEmpty() && samples + size > capacity) {
            drop(batches.removeFirst());
        }
        batches.addLast(batch);
        samples += size;
        notifyAll();
    }

    private void drop(SampleBatch oldest) {
        if (droppedInEpisode == 0) {
            LOG.warn(
                    "More than {} samples wait for publisher {}, so the oldest are dropped; see why it is slow or missing",
                    capacity,
                    publisher);
        }
        samples -= oldest.samples().size();
        countDropped(oldest.samples().size());
        droppedInEpisode += oldest.samples().size();
    }

    /** Waits for the next batch; null when the condition for waiting no longer holds. */
    synchronized @Nullable SampleBatch take(BooleanSupplier go) throws InterruptedException {
        while (go.getAsBoolean() && batches.isEmpty()) {
            wait();
        }
        if (!go.getAsBoolean()) {
            return null;
        }
        SampleBatch batch = batches.removeFirst();
        samples -= batch.samples().size();
        if (batches.isEmpty()) {
            endEpisode();
            notifyAll();
        }
        return batch;
    }

    private void endEpisode() {
        if (droppedInEpisode > 0) {
            LOG.info("Publisher {} has caught up; {} samples were dropped", publisher, droppedInEpisode);
            droppedInEpisode = 0;
        }
    }

    /** Puts a batch back that nobody has taken charge of, to be the next. */
    synchronized void putBack(SampleBatch batch) {
        batches.addFirst(batch);
        samples += batch.samples().size();
        notifyAll();
    }

    /** Waits until all is taken, within a bound. */
    synchronized void awaitEmpty(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!batches.isEmpty() && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** Lets those that wait look again whether they should. */
    synchronized void wake() {
        notifyAll();
    }

    synchronized void resize(long newCapacity) {
        capacity = newCapacity;
    }

    synchronized long samples() {
        return samples;
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized void countDropped(int lost) {
        dropped += lost;
    }
}
