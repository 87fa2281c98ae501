package io.nephoscope.testkit;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A poll that remembers what it is told. Like the agent it refuses malformed samples. Thread-safe. */
public final class RecordingPoll implements Poll {

    /** The samples, in the order of emission. */
    public final List<Sample> samples = new ArrayList<>();

    /** The reasons of the resources that failed. */
    public final Map<Resource, String> failures = new LinkedHashMap<>();

    /** The reasons of the resources that are blacklisted. */
    public final Map<Resource, String> blacklist = new LinkedHashMap<>();

    /** Why samples were refused, in the order of emission. */
    public final List<String> refused = new ArrayList<>();

    private final Cycle cycle;
    private Duration remaining = Duration.ofMinutes(1);

    /** A poll in a cycle of these pollsters. */
    public RecordingPoll(String... pollsters) {
        this(new FakeCycle(pollsters));
    }

    public RecordingPoll(Cycle cycle) {
        this.cycle = cycle;
    }

    @Override
    public synchronized void emit(Sample sample) {
        Optional<String> objection = sample.objection();
        if (objection.isPresent()) {
            refused.add(objection.get());
        } else {
            samples.add(sample);
        }
    }

    @Override
    public synchronized void failed(Resource resource, String reason) {
        failures.put(resource, reason);
    }

    @Override
    public synchronized void blacklist(Resource resource, String reason) {
        blacklist.put(resource, reason);
    }

    @Override
    public Cycle cycle() {
        return cycle;
    }

    /** The same poll with so much time left until its deadline. */
    public RecordingPoll within(Duration left) {
        remaining = left;
        return this;
    }

    @Override
    public Duration remaining() {
        return remaining;
    }

    /** The volumes by {@code meter/resource id}, in the order of emission. */
    public Map<String, Number> volumes() {
        return samples.stream()
                .collect(toMap(
                        sample -> sample.meter().name() + "/" + sample.subject().resourceId(),
                        Sample::volume,
                        (first, second) -> second,
                        LinkedHashMap::new));
    }
}
