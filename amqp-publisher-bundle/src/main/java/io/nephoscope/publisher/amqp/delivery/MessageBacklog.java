package io.nephoscope.publisher.amqp.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The messages that are held and not on their way, by position: ready to be sent, resting because the broker refused
 * them, or returned for want of a queue until exchange and queues are declared again. Guarded by the lock of the
 * {@link ConfirmWindow}.
 */
final class MessageBacklog {

    private final NavigableMap<Long, PendingMessage> ready = new TreeMap<>();
    private final NavigableMap<Long, PendingMessage> resting = new TreeMap<>();
    private final NavigableMap<Long, PendingMessage> returned = new TreeMap<>();

    void putReady(PendingMessage message) {
        ready.put(message.position, message);
    }

    /** It is ready when the delay is over. */
    void putResting(PendingMessage message, Duration delay) {
        if (delay.isZero()) {
            putReady(message);
        } else {
            message.notBefore = System.nanoTime() + delay.toNanos();
            resting.put(message.position, message);
        }
    }

    /** It is ready after the next {@link #declared}. */
    void putReturned(PendingMessage message) {
        returned.put(message.position, message);
    }

    /** Exchange and queues have been declared: what was returned may find them now. */
    void declared() {
        ready.putAll(returned);
        returned.clear();
    }

    /** Takes out the oldest message that may be sent now. */
    Optional<PendingMessage> takeOldest() {
        wake();
        return Optional.ofNullable(ready.pollFirstEntry()).map(Map.Entry::getValue);
    }

    private void wake() {
        long now = System.nanoTime();
        for (Iterator<PendingMessage> each = resting.values().iterator(); each.hasNext(); ) {
            PendingMessage message = each.next();
            if (message.notBefore - now <= 0) {
                each.remove();
                putReady(message);
            }
        }
    }

    /** When the next message has rested, but not after a time; both by {@link System#nanoTime}. */
    long nextWake(long latest) {
        long next = latest;
        for (PendingMessage message : resting.values()) {
            next = message.notBefore - next < 0 ? message.notBefore : next;
        }
        return next;
    }

    boolean hasResting() {
        return !resting.isEmpty();
    }

    /** What rests does not count: a queue that refuses must not keep the others waiting. */
    int countWithoutResting() {
        return ready.size() + returned.size();
    }

    List<PendingMessage> all() {
        List<PendingMessage> all = new ArrayList<>(ready.values());
        all.addAll(resting.values());
        all.addAll(returned.values());
        return all;
    }

    void remove(PendingMessage message) {
        ready.remove(message.position);
        resting.remove(message.position);
        returned.remove(message.position);
    }
}
