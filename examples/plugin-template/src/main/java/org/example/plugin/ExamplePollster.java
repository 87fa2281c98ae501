package org.example.plugin;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads {@code example.value} of all targets in one call. */
@Component
@PollsterService(
        name = "example.value",
        namespace = {"compute", "central"},
        discovery = "example")
public final class ExamplePollster implements Pollster {

    private static final Meter METER = Meter.gauge("example.value", "");

    private final TargetReader reader;

    @Activate
    public ExamplePollster() {
        this(TargetReader.MADE_UP);
    }

    ExamplePollster(TargetReader reader) {
        this.reader = reader;
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) throws InterruptedException {
        for (Resource resource : resources) {
            Optional<Target> target = resource.as(Target.class);
            if (target.isEmpty()) {
                poll.failed(resource, "it is none that the discovery example has found");
                continue;
            }
            try {
                double value = reader.read(target.get(), poll.remaining());
                poll.emit(Sample.of(METER, value, Subject.of(resource.id())));
            } catch (IOException e) {
                poll.failed(resource, "it does not answer: " + e.getMessage());
            }
        }
    }
}
