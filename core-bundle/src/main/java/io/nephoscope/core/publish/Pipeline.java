package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PublisherPlugin;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts each batch into the queue of each publisher that the configuration names. The queues are all in memory, so
 * that handing over a batch never blocks. The lock orders the changes of the configuration; nobody waits for a
 * publisher under it.
 */
public final class Pipeline implements BatchSink {

    /** For all queues together. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** For each publisher that hangs. */
    private static final Duration STOP = Duration.ofMillis(200);

    private final PluginThreads threads;
    private volatile Map<String, PublisherQueue> queues = Map.of();

    /** Queues that are named no more, while calls of their publishers run; guarded by this. */
    private final Map<String, PublisherQueue> left = new HashMap<>();

    public Pipeline(PluginThreads threads) {
        this.threads = threads;
    }

    @Override
    public void accept(SampleBatch batch) {
        for (PublisherQueue queue : queues.values()) {
            queue.offer(batch);
        }
    }

    /**
     * Opens the queues that are new, and closes those that are no longer named; returns at once.
     *
     * @param names the publishers that are to get samples
     * @param present the publishers that are there, by name
     * @param capacity how many samples wait for one publisher, or are unconfirmed, at most
     */
    public synchronized void follow(List<String> names, Map<String, PublisherPlugin> present, long capacity) {
        left.values().removeIf(PublisherQueue::isOver);
        Map<String, PublisherQueue> next = new LinkedHashMap<>();
        for (String name : names) {
            next.put(name, queue(name, capacity));
        }
        Map<String, PublisherQueue> before = queues;
        queues = next;
        next.forEach((name, queue) -> {
            queue.resize(capacity);
            queue.follow(present.get(name));
        });
        before.forEach((name, queue) -> {
            if (!next.containsKey(name)) {
                queue.leave();
                left.put(name, queue);
            }
        });
    }

    private PublisherQueue queue(String name, long capacity) {
        PublisherQueue present = queues.get(name);
        PublisherQueue earlier = present == null ? left.remove(name) : present;
        return earlier == null ? new PublisherQueue(name, capacity, threads) : earlier;
    }

    /** Lets all publishers take and confirm what waits, within a bound, and ends. */
    public void close() {
        List<PublisherQueue> closed;
        synchronized (this) {
            closed = List.copyOf(queues.values());
            queues = Map.of();
        }
        try {
            long end = System.nanoTime() + GRACE.toNanos();
            for (PublisherQueue queue : closed) {
                queue.drain(Duration.ofNanos(end - System.nanoTime()));
            }
            for (PublisherQueue queue : closed) {
                queue.stop(STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How each queue stands. The publishers are asked side by side; what hangs costs one bound for all. */
    public List<QueueStatus> status() {
        List<PublisherQueue.Asked> asked =
                queues.values().stream().map(PublisherQueue::ask).toList();
        return asked.stream().map(PublisherQueue.Asked::await).toList();
    }

    /** Pollsters that lose samples because a queue is full; calls no publisher. */
    public Stream<HealthReport> health() {
        return queues.entrySet().stream()
                .filter(queue -> !queue.getValue().losers().isEmpty())
                .map(queue -> HealthReport.failed(
                        "publisher " + queue.getKey(),
                        "more waits than its queue holds, so samples are dropped of the pollsters that have most: "
                                + queue.getValue().losers(),
                        "see why the publisher is slow or missing, or why these pollsters emit so many"));
    }
}
