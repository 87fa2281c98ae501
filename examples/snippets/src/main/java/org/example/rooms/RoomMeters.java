package org.example.rooms;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Makes a pollster of each value that the operator names in etc/org.example.rooms.meters.cfg. */
@Component(configurationPid = "org.example.rooms.meters")
public final class RoomMeters implements PollsterBuilder {

    private final Building building;
    private volatile List<PollsterDefinition> definitions;

    @interface Config {

        /** {@code meters}: names and units, as in {@code co2 ppm, noise dB}. */
        String meters() default "";
    }

    @Activate
    public RoomMeters(@Reference Building building, Config config) {
        this(building, config.meters());
    }

    RoomMeters(Building building, String meters) {
        this.building = building;
        definitions = definitions(meters);
    }

    /** The configuration is a part of the service's properties, so the agent sees the change and asks again. */
    @Modified
    void modified(Config config) {
        become(config.meters());
    }

    void become(String meters) {
        definitions = definitions(meters);
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return definitions;
    }

    private List<PollsterDefinition> definitions(String meters) {
        return Stream.of(meters.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.split(" +", 2))
                .map(words -> definition(words[0], words.length == 2 ? words[1] : ""))
                .toList();
    }

    private PollsterDefinition definition(String value, String unit) {
        return PollsterDefinition.named("room." + value)
                .namespaces("central")
                .discovery("rooms")
                .provenance("etc/org.example.rooms.meters.cfg")
                .resourcePollster(new RoomMeter(building, value, Meter.gauge("room." + value, unit)));
    }

    /** A record: made anew it equals its predecessor, and the pollster keeps its next due time. */
    private record RoomMeter(Building building, String value, Meter meter) implements ResourcePollster {

        @Override
        public void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException {
            Room room = resource.as(Room.class)
                    .orElseThrow(() -> new PollsterException("it is no room that the discovery rooms has found"));
            try {
                poll.emit(Sample.of(meter, building.read(room, value, poll.remaining()), Subject.of(resource.id())));
            } catch (IOException e) {
                throw new PollsterException("its sensor does not answer: " + e.getMessage(), e);
            }
        }
    }
}
