package org.example.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.PollsterContract;
import io.nephoscope.testkit.RecordingPoll;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

// #region test
class RoomTemperatureTest extends PollsterContract {

    private static final Resource KITCHEN = new Resource("kitchen", FakeBuilding.KITCHEN);
    private static final Resource CELLAR = new Resource("cellar", FakeBuilding.CELLAR);

    private final FakeBuilding building = new FakeBuilding();

    @Override
    protected Pollster pollster() {
        return new RoomTemperature(building);
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(KITCHEN);
    }

    @Test
    void readsOtherRoomsWhenOneHasNoSensor() throws Exception {
        RecordingPoll poll = new RecordingPoll();

        pollster().poll(List.of(CELLAR, KITCHEN), poll);

        assertThat(poll.failures).containsOnlyKeys(CELLAR);
        assertThat(poll.volumes()).containsOnlyKeys("room.temperature/kitchen");
    }

    @Test
    void asksTheBuildingOncePerCycle() throws Exception {
        FakeCycle cycle = new FakeCycle("room.temperature", "room.energy.delta");

        pollster().poll(resources(), new RecordingPoll(cycle));
        new RoomEnergy(building).poll(resources(), new RecordingPoll(cycle));

        assertThat(building.requests).isEqualTo(1);
    }
}
// #endregion
