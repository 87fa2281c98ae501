package org.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.PollsterBuilderContract;
import io.nephoscope.testkit.RecordingPoll;
import org.junit.jupiter.api.Test;

class ExampleBuilderTest extends PollsterBuilderContract {

    @Override
    protected PollsterBuilder builder() {
        return new ExampleBuilder((target, timeout) -> 20.5);
    }

    @Test
    void readsTheMeterThatEachPollsterIsNamedAfter() throws Exception {
        Resource one = new Resource("example:one", new Target("one"));

        for (PollsterDefinition definition : builder().pollsters()) {
            ResourcePollster pollster = definition.resourcePollster().orElseThrow();
            RecordingPoll poll = new RecordingPoll();
            pollster.poll(one, poll);
            assertThat(poll.volumes()).containsOnlyKeys(definition.name() + "/example:one");
        }
    }
}
