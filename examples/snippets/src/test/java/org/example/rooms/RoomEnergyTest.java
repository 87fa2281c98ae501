package org.example.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.PollsterContract;
import io.nephoscope.testkit.RecordingPoll;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomEnergyTest extends PollsterContract {

    private final FakeBuilding building = new FakeBuilding();

    @Override
    protected Pollster pollster() {
        return new RoomEnergy(building);
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(new Resource("kitchen", FakeBuilding.KITCHEN));
    }

    // #region test
    @Test
    void countsFromThePublishedCycleBeforeThoughSomebodyTriedInBetween() throws Exception {
        Pollster pollster = pollster();
        RecordingPoll last = new RecordingPoll();

        pollster.poll(resources(), new RecordingPoll());
        building.energy.put("kitchen", 1_020L);
        pollster.poll(resources(), new RecordingPoll(new FakeCycle().of("dry", CycleMode.DRY)));
        building.energy.put("kitchen", 1_030L);
        pollster.poll(resources(), last);

        assertThat(last.volumes()).containsEntry("room.energy.delta/kitchen", 30L);
    }
    // #endregion
}
