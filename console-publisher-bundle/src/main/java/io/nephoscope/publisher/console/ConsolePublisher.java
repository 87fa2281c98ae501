package io.nephoscope.publisher.console;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Prints each sample on a line of its own. Thread-safe but for {@link #publish}, which has one caller at a time. */
@Component(configurationPid = ConsolePublisher.PID)
@Designate(ocd = ConsolePublisher.Config.class)
@PublisherService(name = "console")
public final class ConsolePublisher implements Publisher, HealthReporter {

    static final String PID = "io.nephoscope.publisher.console";

    private static final String SUBJECT = "console configuration";
    private static final Key<Format> FORMAT = Key.oneOf("format", Format.class);

    private final Configuration configuration = new Configuration(PID, Config.class, FORMAT);
    private final StandardOutput out;
    private final AtomicLong confirmed = new AtomicLong();
    private volatile Format format;
    /** Why the last batch could not be printed; empty if it was. */
    private volatile String failure = "";

    /** The configuration. */
    @ObjectClassDefinition(name = "Nephoscope Console Publisher", description = "How samples are printed.")
    @interface Config {

        @AttributeDefinition(
                name = "Format",
                description = "line: fit to read; json: one JSON object per line.",
                options = {@Option(value = "line"), @Option(value = "json")})
        String format() default "line";
    }

    @Activate
    public ConsolePublisher(Map<String, Object> properties) {
        this(StandardOutput.ofProcess(), properties);
    }

    ConsolePublisher(StandardOutput out, Map<String, Object> properties) {
        this.out = out;
        this.format = configuration.read(properties).get(FORMAT);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        format = configuration.read(properties).get(FORMAT);
    }

    /** One write per batch, so that lines of the log do not come between. */
    @Override
    public void publish(SampleBatch batch, Delivery delivery) {
        Format current = format;
        StringBuilder lines = new StringBuilder();
        for (Sample sample : batch.samples()) {
            current.append(lines, batch.timestamp(), sample);
            lines.append('\n');
        }
        try {
            out.write(lines);
        } catch (IOException e) {
            failure = "standard output takes nothing (" + e.getMessage()
                    + "); mend that, or start the agent with an output that is read";
            delivery.refused(failure, false);
            return;
        }
        failure = "";
        confirmed.addAndGet(batch.samples().size());
        delivery.confirmed();
    }

    @Override
    public PublisherStatus status() {
        String reason = failure;
        PublisherStatus status = reason.isEmpty()
                ? PublisherStatus.of(PublisherStatus.State.CONNECTED, "standard output")
                : PublisherStatus.of(PublisherStatus.State.FAILED, reason);
        status.confirmed = confirmed.get();
        return status;
    }

    @Override
    public Collection<HealthReport> health() {
        return Stream.concat(
                        configuration.refused().stream()
                                .map(reason -> HealthReport.failed(SUBJECT, reason, "correct etc/" + PID + ".cfg")),
                        configuration.warnings().stream().map(warning -> HealthReport.ok(SUBJECT, warning)))
                .toList();
    }
}
