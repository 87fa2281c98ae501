package org.example.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.PollsterContract;
import io.nephoscope.testkit.RecordingPoll;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectVolumesTest extends PollsterContract {

    private final FakeVolumes volumes = new FakeVolumes();

    @Override
    protected Pollster pollster() {
        return new ProjectVolumes(volumes);
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(Resource.of("alpha"), Resource.of("beta"));
    }

    @Test
    void addsTheVolumesOfEachProjectOutOfOneList() throws Exception {
        volumes.add("alpha", 10L);
        volumes.add("alpha", 5L);
        volumes.add("beta", "unknown");
        RecordingPoll poll = new RecordingPoll();

        pollster().poll(resources(), poll);

        assertThat(poll.volumes())
                .containsEntry("project.volumes.size/alpha", 15L)
                .containsEntry("project.volumes.size/beta", 0L);
    }

    @Test
    void asksOncePerCycle() throws Exception {
        FakeCycle cycle = new FakeCycle("project.volumes.size");

        pollster().poll(resources(), new RecordingPoll(cycle));
        pollster().poll(resources(), new RecordingPoll(cycle));

        assertThat(volumes.requests).isEqualTo(1);
    }
}
