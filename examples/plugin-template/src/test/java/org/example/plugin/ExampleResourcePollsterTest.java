package org.example.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.RecordingPoll;
import io.nephoscope.testkit.ResourcePollsterContract;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleResourcePollsterTest extends ResourcePollsterContract {

    private static final Resource ONE = new Resource("example:one", new Target("one"));

    @Override
    protected ResourcePollster pollster() {
        return new ExampleResourcePollster((target, timeout) -> 20.5);
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(ONE);
    }

    @Test
    void saysWhyATargetDoesNotAnswer() {
        ResourcePollster pollster = new ExampleResourcePollster((target, timeout) -> {
            throw new IOException("connection refused");
        });

        assertThatThrownBy(() -> pollster.poll(ONE, new RecordingPoll()))
                .isInstanceOf(PollsterException.class)
                .hasMessageContaining("connection refused");
    }
}
