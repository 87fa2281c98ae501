package io.nephoscope.core.schedule;

import java.time.Duration;
import java.util.List;

/**
 * What one cycle is to poll.
 *
 * @param slots each to be concluded by whoever takes the request
 */
public record CycleRequest(Duration interval, List<Slot> slots) {

    public CycleRequest {
        slots = List.copyOf(slots);
    }
}
