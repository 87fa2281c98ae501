package io.nephoscope.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.RecordingPoll;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelloPollsterTest {

    private static final Resource HOST = Resource.of("localhost");

    private final RecordingPoll poll = new RecordingPoll("hello.load");

    @Test
    void emitsTheLoadOfTheHost() {
        HelloPollster pollster = new HelloPollster(() -> 0.5);

        pollster.poll(List.of(HOST), poll);

        assertThat(poll.volumes()).containsOnlyKeys("hello.load/localhost").containsValue(0.5);
    }

    @Test
    void saysSoWhereTheMachineDoesNotTellItsLoad() {
        HelloPollster pollster = new HelloPollster(() -> -1);

        pollster.poll(List.of(HOST), poll);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).containsOnlyKeys(HOST);
    }
}
