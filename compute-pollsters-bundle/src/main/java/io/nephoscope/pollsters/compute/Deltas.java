package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Turns a meter's totals into changes since the previous poll.
 *
 * @param history the totals of each device
 */
record Deltas(String meter, History<Map<String, Number>> history) {

    /**
     * A sink of all totals of one instance that passes the changes on: at first 0, and the total itself
     * where a counter began anew. Forgets the devices that it is not given.
     */
    Reading.Sink changes(Cycle cycle, UUID instance, Reading.Sink target) {
        Map<String, Number> now = new HashMap<>();
        Map<String, Number> last = history.replace(meter, cycle, instance, now);
        Map<String, Number> before = last == null ? Map.of() : last;
        return (device, subject, total) -> {
            Number change = WholeNumbers.minus(total, before.getOrDefault(device, total));
            now.put(device, total);
            target.accept(device, subject, WholeNumbers.isNegative(change) ? total : change);
        };
    }
}
