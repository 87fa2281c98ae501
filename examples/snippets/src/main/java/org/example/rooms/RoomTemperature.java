package org.example.rooms;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.Collection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Emits the temperature of each room, out of one request for all of them. */
@Component
@PollsterService(name = "room.temperature", namespace = "central", discovery = "rooms")
public final class RoomTemperature implements Pollster {

    private static final Meter TEMPERATURE = Meter.gauge("room.temperature", "C");

    private final Building building;

    @Activate
    public RoomTemperature(@Reference Building building) {
        this.building = building;
    }

    @Override
    public void poll(Collection<Resource> rooms, Poll poll) throws InterruptedException {
        Readings readings = poll.cycle().shared(Readings.class, "", () -> building.readings(poll.remaining()));
        for (Resource room : rooms) {
            Double celsius = readings.temperatures().get(room.id());
            if (celsius == null) {
                poll.failed(room, "the building tells no temperature of it");
            } else {
                poll.emit(Sample.of(TEMPERATURE, celsius, Subject.of(room.id())));
            }
        }
    }
}
