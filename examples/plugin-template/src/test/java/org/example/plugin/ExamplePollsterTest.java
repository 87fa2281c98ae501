package org.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.PollsterContract;
import io.nephoscope.testkit.RecordingPoll;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplePollsterTest extends PollsterContract {

    private static final Resource ONE = new Resource("example:one", new Target("one"));
    private static final Resource GONE = new Resource("example:gone", new Target("gone"));

    @Override
    protected Pollster pollster() {
        return new ExamplePollster((target, timeout) -> {
            if (target.name().equals("gone")) {
                throw new IOException("connection refused");
            }
            return 20.5;
        });
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(ONE);
    }

    @Test
    void readsTheOthersWhenOneIsGone() throws Exception {
        RecordingPoll poll = new RecordingPoll();

        pollster().poll(List.of(GONE, ONE), poll);

        assertThat(poll.failures).containsOnlyKeys(GONE);
        assertThat(poll.volumes()).containsOnlyKeys("example.value/example:one").containsValue(20.5);
    }
}
