package io.nephoscope.publisher.amqp.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An outbox that ends with the process. */
public final class MemoryOutbox implements Outbox {

    private final TreeMap<Long, Message> waiting = new TreeMap<>();
    private final Map<Long, Message> inFlight = new HashMap<>();
    private final Tally tally = new Tally();
    private OutboxBounds bounds;
    private long lastPosition;
    private long bytes;

    public MemoryOutbox(OutboxBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public synchronized long add(String routingKey, byte[] body, int samples) {
        Message message = new Message(++lastPosition, routingKey, body, samples);
        waiting.put(message.position(), message);
        tally.waiting += samples;
        bytes += body.length;
        return dropOldest();
    }

    @Override
    public synchronized @Nullable Message next(long maxBytes) {
        Map.Entry<Long, Message> oldest = waiting.firstEntry();
        if (oldest == null || oldest.getValue().body().length > maxBytes) {
            return null;
        }
        Message message = oldest.getValue();
        waiting.remove(oldest.getKey());
        inFlight.put(message.position(), message);
        tally.waiting -= message.samples();
        tally.inFlight += message.samples();
        return message;
    }

    @Override
    public synchronized void settle(Message message) {
        if (inFlight.remove(message.position()) != null) {
            bytes -= message.body().length;
            tally.inFlight -= message.samples();
            tally.confirmed += message.samples();
        }
    }

    @Override
    public synchronized void putBack(Message message) {
        if (inFlight.remove(message.position()) != null) {
            waiting.put(message.position(), message);
            tally.inFlight -= message.samples();
            tally.waiting += message.samples();
        }
    }

    @Override
    public synchronized void resize(OutboxBounds newBounds) {
        bounds = newBounds;
        dropOldest();
    }

    @Override
    public synchronized OutboxCounts counts() {
        return new OutboxCounts(tally.waiting, tally.inFlight, tally.confirmed, tally.dropped);
    }

    @Override
    public synchronized long close() {
        inFlight.values().forEach(message -> waiting.put(message.position(), message));
        inFlight.clear();
        tally.waiting += tally.inFlight;
        tally.inFlight = 0;
        bounds = new OutboxBounds(0, 0);
        return dropOldest();
    }

    /** What is in flight counts, but is not dropped: it may arrive any moment. */
    private long dropOldest() {
        long before = tally.dropped;
        while (!waiting.isEmpty() && (bytes > bounds.bytes() || waiting.size() + inFlight.size() > bounds.messages())) {
            Message oldest = waiting.pollFirstEntry().getValue();
            bytes -= oldest.body().length;
            tally.waiting -= oldest.samples();
            tally.dropped += oldest.samples();
        }
        return tally.dropped - before;
    }

    /** Counts of samples. */
    private static final class Tally {
        private long waiting;
        private long inFlight;
        private long confirmed;
        private long dropped;
    }
}
