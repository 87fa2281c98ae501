package io.nephoscope.publisher.console;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Sample;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Prints each sample on a line of its own. */
@Component(configurationPid = "io.nephoscope.publisher.console")
@Designate(ocd = ConsolePublisher.Config.class)
@PublisherService(name = "console")
public final class ConsolePublisher implements Publisher {

    private final PrintStream out;
    private final AtomicLong printed = new AtomicLong();
    private volatile Format format;

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
    public ConsolePublisher(Config config) {
        this(System.out, Format.named(config.format()));
    }

    ConsolePublisher(PrintStream out, Format format) {
        this.out = out;
        this.format = format;
    }

    @Modified
    void modified(Config config) {
        format = Format.named(config.format());
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
        out.print(lines);
        out.flush();
        printed.addAndGet(batch.samples().size());
        delivery.confirmed();
    }

    @Override
    public PublisherStatus status() {
        PublisherStatus status = out.checkError()
                ? PublisherStatus.of(PublisherStatus.State.FAILED, "standard output is closed")
                : PublisherStatus.of(PublisherStatus.State.CONNECTED, "standard output");
        status.confirmed = printed.get();
        return status;
    }
}
