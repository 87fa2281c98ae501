package io.nephoscope.core.runtime;

import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.core.plugin.Origin;
import io.nephoscope.core.publish.LaneStatus;

/** Shows publishers together with their lanes. */
final class PublisherView {

    private PublisherView() {}

    static PublisherDTO publisher(LaneStatus lane) {
        PublisherStatus status = lane.publisher();
        PublisherDTO dto = new PublisherDTO();
        dto.name = lane.name();
        dto.bundle = lane.origin().map(Origin::bundle).orElse("");
        dto.state = lane.origin().isEmpty() ? PublisherState.MISSING : PublisherState.valueOf(status.state.name());
        dto.healthy = lane.origin().isPresent() && status.state == PublisherStatus.State.CONNECTED;
        dto.queued = lane.backlog().queued() + status.queued;
        dto.inFlight = status.inFlight;
        dto.confirmed = status.confirmed;
        dto.dropped = lane.backlog().dropped() + status.dropped;
        dto.detail = status.detail;
        return dto;
    }
}
