package io.nephoscope.core.publish;

import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.core.plugin.Origin;
import java.util.Optional;

/**
 * How a lane and its publisher stand.
 *
 * @param origin where the publisher comes from; empty if there is none
 */
public record LaneStatus(String name, Optional<Origin> origin, Backlog backlog, PublisherStatus publisher) {

    /** Samples that wait in the lane, and samples that it lost. */
    public record Backlog(long queued, long dropped) {}
}
