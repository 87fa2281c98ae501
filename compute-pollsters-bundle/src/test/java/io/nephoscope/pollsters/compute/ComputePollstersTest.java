package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.testkit.PollsterBuilderContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComputePollstersTest extends PollsterBuilderContract {

    private static final String KEY = "report.stopped.instance.metrics";

    private final ComputePollsters pollsters = new ComputePollsters(new FakeHypervisor(), false);

    @Override
    protected PollsterBuilder builder() {
        return pollsters;
    }

    @Test
    void offersOtherPollstersOnlyForMetersThatTheConfigurationIsAbout() {
        List<PollsterDefinition> before = new ArrayList<>(pollsters.pollsters());

        pollsters.modified(Map.of(KEY, true));

        List<PollsterDefinition> changed = new ArrayList<>(pollsters.pollsters());
        changed.removeAll(before);
        assertThat(changed)
                .extracting(PollsterDefinition::name)
                .containsExactlyInAnyOrder(
                        "vcpus",
                        "power.state",
                        "memory",
                        "disk.device.capacity",
                        "disk.device.allocation",
                        "disk.device.usage");
        pollsters.modified(Map.of(KEY, false));
        assertThat(pollsters.pollsters()).containsExactlyElementsOf(before);
    }

    @Test
    void keepsTheLastValidConfigurationAndSaysWhy() {
        pollsters.modified(Map.of(KEY, true));
        List<PollsterDefinition> before = List.copyOf(pollsters.pollsters());

        pollsters.modified(Map.of(KEY, "perhaps"));

        assertThat(pollsters.pollsters()).containsExactlyElementsOf(before);
        assertThat(pollsters.health())
                .extracting(HealthReport::message)
                .containsExactly("io.nephoscope.pollsters.compute.cfg: " + KEY
                        + ": must be true or false, was \"perhaps\"; true is used instead");
    }
}
