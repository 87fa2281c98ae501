package org.example.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.PollsterBuilderContract;
import io.nephoscope.testkit.RecordingPoll;
import java.util.List;
import org.junit.jupiter.api.Test;

// #region test
class RoomMetersTest extends PollsterBuilderContract {

    @Override
    protected PollsterBuilder builder() {
        return new RoomMeters(new FakeBuilding(), "co2 ppm, noise dB");
    }

    @Test
    void keepsWhatIsStillConfigured() {
        RoomMeters builder = new RoomMeters(new FakeBuilding(), "co2 ppm");
        PollsterDefinition before = builder.pollsters().iterator().next();

        builder.become("noise dB, co2 ppm");

        assertThat(builder.pollsters()).hasSize(2).contains(before);
    }

    @Test
    void readsWhatIsConfigured() throws Exception {
        RecordingPoll poll = new RecordingPoll();

        for (PollsterDefinition definition : List.copyOf(builder().pollsters())) {
            definition.resourcePollster().orElseThrow().poll(new Resource("kitchen", FakeBuilding.KITCHEN), poll);
        }

        assertThat(poll.volumes()).containsOnlyKeys("room.co2/kitchen", "room.noise/kitchen");
    }
}
// #endregion
