package io.nephoscope.testkit;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the agent expects of every pollster of one resource at a time. Extend it in a plugin's tests. */
public abstract class ResourcePollsterContract {

    /** A detail that no discovery gives. */
    private static final Object UNKNOWN = new Object();

    /** A new pollster whose other side answers. */
    protected abstract ResourcePollster pollster();

    /** Resources that it can read; at least one. */
    protected abstract Collection<Resource> resources();

    /** The name by which the agent knows it, for pollsters that ask the cycle. */
    protected String name() {
        return "contract";
    }

    @Test
    void emitsSamplesOfEachResource() {
        ResourcePollster pollster = pollster();

        for (Resource resource : resources()) {
            RecordingPoll poll = new RecordingPoll(name());
            assertDoesNotThrow(() -> pollster.poll(resource, poll));
            assertFalse(poll.samples.isEmpty(), "no sample was emitted of " + resource);
            assertEquals(Map.of(), poll.failures);
            assertEquals(List.of(), poll.refused);
        }
    }

    @Test
    void givesEachSampleAnIdOfItsOwn() {
        RecordingPoll poll = new RecordingPoll(name());
        ResourcePollster pollster = pollster();

        resources().forEach(resource -> assertDoesNotThrow(() -> pollster.poll(resource, poll)));

        assertEquals(
                poll.samples.size(),
                poll.samples.stream().map(Sample::id).collect(toSet()).size());
    }

    @Test
    void saysHowManyResourcesAtATimeAndHowLong() {
        ResourcePollster pollster = pollster();

        assertTrue(pollster.concurrency() >= 1, "no resource at a time");
        assertNotNull(pollster.timeout(), "no timeout");
        assertTrue(pollster.timeout().toNanos() > 0, "no time at all");
    }

    /** Sources may name anything. */
    @Test
    void failsAResourceOfAnotherKindAndNoMore() throws InterruptedException {
        Resource foreign = new Resource("contract:unknown", UNKNOWN);
        RecordingPoll poll = new RecordingPoll(name());

        try {
            pollster().poll(foreign, poll);
        } catch (PollsterException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank(), "it failed without a reason");
        }

        assertEquals(List.of(), poll.samples, "samples of something that it cannot know");
    }
}
