package io.nephoscope.pollsters.compute;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns totals into changes since the previous poll. Each interval has a memory of its own, because
 * nobody should lose a change to somebody who polls more often.
 */
final class Deltas {

    private final Map<Duration, Map<UUID, Map<String, Long>>> totals = new ConcurrentHashMap<>();

    /** Forgets the instances that are not among these. */
    void retain(Duration interval, Set<UUID> instances) {
        ofInterval(interval).keySet().retainAll(instances);
    }

    /**
     * A sink of all totals of one instance that passes the changes on: at first 0, and the total itself
     * where a counter began anew. Forgets the devices that it is not given.
     */
    Reading.Sink changes(Duration interval, UUID instance, Reading.Sink target) {
        Map<String, Long> now = new HashMap<>();
        Map<String, Long> last = ofInterval(interval).put(instance, now);
        Map<String, Long> before = last == null ? Map.of() : last;
        return (device, subject, volume) -> {
            long total = volume.longValue();
            long change = total - before.getOrDefault(device, total);
            now.put(device, total);
            target.accept(device, subject, change < 0 ? total : change);
        };
    }

    private Map<UUID, Map<String, Long>> ofInterval(Duration interval) {
        return totals.computeIfAbsent(interval, first -> new ConcurrentHashMap<>());
    }
}
