package org.example.rooms;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Emits the energy that each room used since the sample before. */
@Component
@PollsterService(name = "room.energy.delta", namespace = "central", discovery = "rooms")
public final class RoomEnergy implements Pollster {

    private static final Meter ENERGY = Meter.delta("room.energy.delta", "Wh");

    // #region series
    private final Building building;

    /** What the meters showed in the cycle before, by series and room. */
    private final Map<String, Map<String, Long>> totals = new ConcurrentHashMap<>();

    @Activate
    public RoomEnergy(@Reference Building building) {
        this.building = building;
    }

    @Override
    public void poll(Collection<Resource> rooms, Poll poll) throws InterruptedException {
        Cycle cycle = poll.cycle();
        Map<String, Long> now = cycle.shared(Readings.class, "", () -> building.readings(poll.remaining()))
                .energy();
        Map<String, Long> before = totals.getOrDefault(cycle.series(), Map.of());
        for (Resource room : rooms) {
            Long total = now.get(room.id());
            if (total == null) {
                poll.failed(room, "the building tells no energy of it");
            } else {
                long used = Math.max(0, total - before.getOrDefault(room.id(), total));
                poll.emit(Sample.of(ENERGY, used, Subject.of(room.id())));
            }
        }
        if (cycle.mode() == CycleMode.REGULAR) {
            totals.put(cycle.series(), now);
        }
    }
    // #endregion
}
