package org.example.plugin;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads {@code example.value} of one target at a time; the agent asks for many of them side by side. */
@Component
@PollsterService(
        name = "example.value",
        namespace = {"compute", "central"},
        discovery = "example")
public final class ExampleResourcePollster implements ResourcePollster {

    private static final Meter METER = Meter.gauge("example.value", "");

    private final TargetReader reader;

    @Activate
    public ExampleResourcePollster() {
        this(TargetReader.MADE_UP);
    }

    ExampleResourcePollster(TargetReader reader) {
        this.reader = reader;
    }

    @Override
    public void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException {
        Target target = resource.as(Target.class)
                .orElseThrow(() -> new PollsterException("it is none that the discovery example has found"));
        try {
            double value = reader.read(target, poll.remaining());
            poll.emit(Sample.of(METER, value, Subject.of(resource.id())));
        } catch (IOException e) {
            throw new PollsterException("it does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public int concurrency() {
        return 16;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }
}
