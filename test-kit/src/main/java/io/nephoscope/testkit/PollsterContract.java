package io.nephoscope.testkit;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the agent expects of every pollster. Extend it in a plugin's tests:
 *
 * <pre>{@code
 * class RoomTemperatureTest extends PollsterContract {
 *     protected Pollster pollster() { return new RoomTemperature(...); }
 *     protected Collection<Resource> resources() { return List.of(Resource.of("kitchen")); }
 * }
 * }</pre>
 */
public abstract class PollsterContract {

    /** A detail that no discovery gives. */
    private static final Object UNKNOWN = new Object();

    /** A new pollster whose other side answers. */
    protected abstract Pollster pollster();

    /** Resources that it can read; at least one. */
    protected abstract Collection<Resource> resources();

    /** The name by which the agent knows it, for pollsters that ask the cycle. */
    protected String name() {
        return "contract";
    }

    @Test
    void emitsSamplesOfWhatItCanRead() {
        RecordingPoll poll = poll(resources());

        assertFalse(poll.samples.isEmpty(), "no sample was emitted");
        assertEquals(Map.of(), poll.failures, "resources failed that can be read");
        assertEquals(Map.of(), poll.blacklist, "resources are blacklisted that can be read");
    }

    @Test
    void givesEachSampleAnIdOfItsOwn() {
        List<Sample> samples = poll(resources()).samples;

        assertEquals(
                samples.size(),
                samples.stream().map(Sample::id).collect(toSet()).size());
    }

    @Test
    void givesEachMeterOneTypeAndUnit() {
        Map<String, Meter> meters = new HashMap<>();

        for (Sample sample : poll(resources()).samples) {
            Meter known = meters.putIfAbsent(sample.meter().name(), sample.meter());
            assertEquals(Objects.requireNonNullElse(known, sample.meter()), sample.meter());
        }
    }

    @Test
    void namesTheResourceOfEachSample() {
        poll(resources())
                .samples
                .forEach(sample -> assertNotNull(sample.subject().resourceId(), sample.toString()));
    }

    @Test
    void emitsTheSameMetersInTheNextCycle() throws Exception {
        Pollster pollster = pollster();
        RecordingPoll first = new RecordingPoll(name());
        RecordingPoll second = new RecordingPoll(name());

        pollster.poll(resources(), first);
        pollster.poll(resources(), second);

        assertEquals(first.volumes().keySet(), second.volumes().keySet());
    }

    /** Sources may name anything. An exception would cost the others their samples. */
    @Test
    void readsTheOthersBesideAResourceOfAnotherKind() {
        Resource foreign = new Resource("contract:unknown", UNKNOWN);
        List<Resource> mixed = new java.util.ArrayList<>(resources());
        mixed.add(0, foreign);

        RecordingPoll poll = poll(mixed);

        assertEquals(meters(poll(resources())), meters(poll));
    }

    private static Set<String> meters(RecordingPoll poll) {
        Set<String> meters =
                poll.samples.stream().map(sample -> sample.meter().name()).collect(toSet());
        assertTrue(meters.stream().noneMatch(String::isBlank));
        return meters;
    }

    private RecordingPoll poll(Collection<Resource> resources) {
        RecordingPoll poll = new RecordingPoll(name());
        assertDoesNotThrow(() -> pollster().poll(List.copyOf(resources), poll));
        return poll;
    }
}
