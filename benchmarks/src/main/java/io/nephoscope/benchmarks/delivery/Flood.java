package io.nephoscope.benchmarks.delivery;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Emits as many samples as its resource says, as fast as it can, and notes when it began. Runs inside the agent, in a jar
 * of its own.
 */
public final class Flood implements Pollster {

    /** In the agent's {@code var}: the milliseconds since the epoch when the last flood began. */
    static final String BEGUN = "flood.begun";

    private static final int SUBJECTS = 1000;
    private static final Meter METER = Meter.cumulative("delivery.flood", "B");

    private final List<Subject> subjects = FloodSubjects.of(SUBJECTS);

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        resources.forEach(resource -> flood(Integer.parseInt(resource.id()), poll));
    }

    private void flood(int samples, Poll poll) {
        note(System.currentTimeMillis());
        for (int i = 0; i < samples; i++) {
            poll.emit(Sample.of(METER, i, subjects.get(i % SUBJECTS)));
        }
    }

    private static void note(long now) {
        try {
            Files.writeString(Path.of(System.getProperty("nephoscope.var"), BEGUN), Long.toString(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
