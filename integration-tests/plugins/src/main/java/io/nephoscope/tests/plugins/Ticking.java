package io.nephoscope.tests.plugins;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** Emits how often it was polled. */
public final class Ticking implements Pollster {

    private static final Meter TICKS = Meter.cumulative("ticks", "tick");

    private final AtomicLong ticks = new AtomicLong();

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        resources.forEach(resource -> poll.emit(Sample.of(TICKS, ticks.incrementAndGet(), Subject.of(resource.id()))));
    }

    /** How many samples it has emitted. */
    public long ticks() {
        return ticks.get();
    }
}
