package org.example.rooms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.RecordingPoll;
import io.nephoscope.testkit.ResourcePollsterContract;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomHumidityTest extends ResourcePollsterContract {

    @Override
    protected ResourcePollster pollster() {
        return new RoomHumidity(new FakeBuilding());
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(new Resource("kitchen", FakeBuilding.KITCHEN));
    }

    @Test
    void saysThatASensorDoesNotAnswer() {
        Resource cellar = new Resource("cellar", FakeBuilding.CELLAR);

        assertThatThrownBy(() -> pollster().poll(cellar, new RecordingPoll()))
                .isInstanceOf(PollsterException.class)
                .hasMessageContaining("connection refused");
    }
}
