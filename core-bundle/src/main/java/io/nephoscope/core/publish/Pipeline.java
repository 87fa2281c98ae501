package io.nephoscope.core.publish;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.journal.RoutedBatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps each batch in the store, and has each publisher that the configuration names take it from there. Handing over
 * a batch never blocks. The lock orders the changes of the configuration; nobody waits for a publisher under it.
 */
public final class Pipeline implements BatchSink, HeldSamples {

    /** For all publishers together. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** For each publisher that hangs. */
    private static final Duration STOP = Duration.ofMillis(200);

    private final PluginThreads threads;
    private final BatchStore store;
    private volatile Map<String, PublisherQueue> queues = Map.of();

    /** Queues that are named no more, while calls of their publishers run; guarded by this. */
    private final Map<String, PublisherQueue> left = new HashMap<>();

    /** Of an agent that is alone; the listener learns what becomes of batches. */
    public Pipeline(PluginThreads threads, BatchListener listener) {
        this(threads, listener, batch -> Publication.PUBLISH);
    }

    /**
     * Keeps nothing yet.
     *
     * @param listener learns what becomes of batches
     * @param gate asked about batches that another agent may have polled instead; more than once as long as they are held
     */
    public Pipeline(PluginThreads threads, BatchListener listener, PublicationGate gate) {
        this.threads = threads;
        this.store = new BatchStore(listener, gate);
    }

    @Override
    public boolean hasRoom() {
        return store.hasRoom();
    }

    @Override
    public boolean accept(RoutedBatch batch) {
        return store.accept(batch);
    }

    /**
     * Opens the queues that are new, and closes those that are no longer named; waits for nobody but, when the journal
     * is opened, for its disk.
     *
     * @param names the publishers that are to get samples
     * @param present the publishers that are there, by name
     * @param settings how batches are kept
     */
    public synchronized void follow(List<String> names, Map<String, PublisherPlugin> present, StoreSettings settings) {
        left.values().removeIf(PublisherQueue::isOver);
        store.follow(settings, names);
        Map<String, PublisherQueue> next = new LinkedHashMap<>();
        for (String name : names) {
            next.put(name, queue(name));
        }
        Map<String, PublisherQueue> before = queues;
        queues = next;
        next.forEach((name, queue) -> queue.follow(present.get(name)));
        before.forEach((name, queue) -> {
            if (!next.containsKey(name)) {
                queue.leave();
                left.put(name, queue);
            }
        });
        // Of publishers of an earlier life there are only these.
        store.queues().stream()
                .filter(queue -> !next.containsKey(queue.publisher()))
                .forEach(queue -> PublisherQueue.giveUp(store, queue));
    }

    private PublisherQueue queue(String name) {
        PublisherQueue present = queues.get(name);
        if (present != null) {
            return present;
        }
        PublisherQueue earlier = left.remove(name);
        if (earlier == null) {
            return new PublisherQueue(name, store, threads);
        }
        earlier.reopen();
        return earlier;
    }

    /** Lets all publishers take and confirm what waits, within a bound, and ends. What is in a journal stays there. */
    public void close() {
        List<PublisherQueue> closed;
        synchronized (this) {
            closed = List.copyOf(queues.values());
            queues = Map.of();
        }
        try {
            drainAndStop(closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.close();
        }
    }

    private static void drainAndStop(List<PublisherQueue> closed) throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        for (PublisherQueue queue : closed) {
            queue.drain(Duration.ofNanos(end - System.nanoTime()));
        }
        for (PublisherQueue queue : closed) {
            queue.stop(STOP);
        }
    }

    @Override
    public boolean review() {
        return store.review();
    }

    @Override
    public boolean isLasting() {
        return store.isLasting();
    }

    @Override
    public void force() throws InterruptedException {
        store.force();
    }

    /** How each queue stands. The publishers are asked side by side; what hangs costs one bound for all. */
    public List<QueueStatus> status() {
        List<PublisherQueue.Asked> asked =
                queues.values().stream().map(PublisherQueue::ask).toList();
        return asked.stream().map(PublisherQueue.Asked::await).toList();
    }

    /** Pollsters that lose samples because the store is full, and how the journal stands; calls no publisher. */
    public Stream<HealthReport> health() {
        Stream<HealthReport> losses = queues.entrySet().stream()
                .filter(queue -> !queue.getValue().losers().isEmpty())
                .map(queue -> HealthReport.failed(
                        "publisher " + queue.getKey(),
                        "more waits than the store holds, or for too long, so samples are dropped of the pollsters that"
                                + " have most: " + queue.getValue().losers(),
                        "see why the publisher is slow or missing, or why these pollsters emit so many"));
        return Stream.concat(losses, store.health());
    }
}
