package io.nephoscope.core.runtime;

import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.core.plugin.Origin;
import io.nephoscope.core.publish.QueueStatus;

/** Shows publishers together with their queues. */
final class PublisherView {

    private PublisherView() {}

    static PublisherDTO publisher(QueueStatus queue) {
        PublisherDTO dto = new PublisherDTO();
        dto.name = queue.name();
        dto.bundle = queue.origin().map(Origin::bundle).orElse("");
        dto.state = queue.condition().state();
        dto.healthy = queue.condition().healthy();
        dto.queued = queue.samples().queued();
        dto.inFlight = queue.samples().inFlight();
        dto.confirmed = queue.samples().confirmed();
        dto.dropped = queue.samples().lost();
        dto.detail = queue.condition().detail();
        return dto;
    }
}
