package io.nephoscope.faults.strike;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.Collection;

/** Emits fifty times as much as all others together. Runs inside the agent, in a jar of its own. */
public final class Flooding implements Pollster {

    private static final Meter METER = Meter.gauge("flood", "");
    private static final int SAMPLES = 5000;

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        for (Resource resource : resources) {
            Subject subject = Subject.of(resource.id());
            for (int sample = 0; sample < SAMPLES; sample++) {
                poll.emit(Sample.of(METER, sample, subject));
            }
        }
    }
}
