package org.example.plugin;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes a pollster of each row of a table. */
@Component
public final class ExampleBuilder implements PollsterBuilder {

    /** Change: a row for each meter. */
    private static final List<Meter> METERS =
            List.of(Meter.gauge("example.value", ""), Meter.cumulative("example.value.total", ""));

    private final List<PollsterDefinition> definitions;

    @Activate
    public ExampleBuilder() {
        this(TargetReader.MADE_UP);
    }

    ExampleBuilder(TargetReader reader) {
        definitions = METERS.stream().map(meter -> definition(meter, reader)).toList();
    }

    /** The same objects each time: what is equal to its predecessor keeps its state and its next due time. */
    @Override
    public Collection<PollsterDefinition> pollsters() {
        return definitions;
    }

    private static PollsterDefinition definition(Meter meter, TargetReader reader) {
        return PollsterDefinition.named(meter.name())
                .namespaces("compute", "central")
                .discovery("example")
                .resourcePollster(pollster(meter, reader));
    }

    private static ResourcePollster pollster(Meter meter, TargetReader reader) {
        return (resource, poll) -> {
            Target target = resource.as(Target.class)
                    .orElseThrow(() -> new PollsterException("it is none that the discovery example has found"));
            try {
                double value = reader.read(target, poll.remaining());
                poll.emit(Sample.of(meter, value, Subject.of(resource.id())));
            } catch (IOException e) {
                throw new PollsterException("it does not answer: " + e.getMessage(), e);
            }
        };
    }
}
