package io.nephoscope.pollsters.compute;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Turns a meter's totals into changes since the previous poll.
 *
 * @param history the totals of each device
 */
record Deltas(String meter, History<Map<String, Long>> history) {

    /**
     * A sink of all totals of one instance that passes the changes on: at first 0, and the total itself
     * where a counter began anew. Forgets the devices that it is not given.
     */
    Reading.Sink changes(Duration interval, UUID instance, Reading.Sink target) {
        Map<String, Long> now = new HashMap<>();
        Map<String, Long> last = history.replace(meter, interval, instance, now);
        Map<String, Long> before = last == null ? Map.of() : last;
        return (device, subject, volume) -> {
            long total = volume.longValue();
            long change = total - before.getOrDefault(device, total);
            now.put(device, total);
            target.accept(device, subject, change < 0 ? total : change);
        };
    }
}
