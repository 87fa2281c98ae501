package io.nephoscope.core.fake;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Emits a sample for each resource and remembers what it was given. */
public final class RecordingPollster implements Pollster {

    private static final Meter METER = Meter.gauge("test", "B");

    public final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        calls.add(resources.stream().map(Resource::id).toList());
        resources.forEach(resource -> poll.emit(sample(resource)));
    }

    public static Sample sample(Resource resource) {
        return Sample.of(METER, 1, Subject.of(resource.id()));
    }
}
