package org.example.rooms;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Emits the humidity of each room, which each room's own sensor must be asked for. */
@Component
@PollsterService(name = "room.humidity", namespace = "central", discovery = "rooms")
public final class RoomHumidity implements ResourcePollster {

    private static final Meter HUMIDITY = Meter.gauge("room.humidity", "%");

    private final Building building;

    @Activate
    public RoomHumidity(@Reference Building building) {
        this.building = building;
    }

    // #region poll
    @Override
    public void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException {
        Room room = resource.as(Room.class)
                .orElseThrow(() -> new PollsterException("it is no room that the discovery rooms has found"));
        try {
            double percent = building.read(room, "humidity", poll.remaining());
            poll.emit(Sample.of(HUMIDITY, percent, Subject.of(resource.id())));
        } catch (IOException e) {
            throw new PollsterException("its sensor does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public int concurrency() {
        return 32;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(3);
    }
    // #endregion
}
