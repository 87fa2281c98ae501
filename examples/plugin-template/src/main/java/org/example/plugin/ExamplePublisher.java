package org.example.plugin;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.api.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Appends each sample as a line to a file. Change: send it to where you want it. */
@Component(configurationPid = "org.example.plugin")
@PublisherService(name = "example")
public final class ExamplePublisher implements Publisher {

    private final Path file;
    private final AtomicLong confirmed = new AtomicLong();

    /** What went wrong last; empty while all is well. */
    private volatile String trouble = "";

    /** The keys of etc/org.example.plugin.cfg, with their defaults. */
    @interface Config {

        /** The key {@code file}. */
        String file() default "";
    }

    @Activate
    public ExamplePublisher(Config config) {
        this(config.file());
    }

    ExamplePublisher(String file) {
        if (file.isBlank()) {
            throw new IllegalArgumentException(
                    "etc/org.example.plugin.cfg: file: is missing; name the file to write to");
        }
        this.file = Path.of(file);
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException {
        List<String> lines =
                batch.samples().stream().map(sample -> line(batch, sample)).toList();
        try {
            Files.write(file, lines, CREATE, APPEND);
        } catch (IOException e) {
            trouble = "cannot write: " + e;
            // The agent keeps the batch and hands it out again later.
            throw new PublisherException(trouble, e);
        }
        trouble = "";
        confirmed.addAndGet(lines.size());
        delivery.confirmed();
    }

    @Override
    public PublisherStatus status() {
        String why = trouble;
        PublisherStatus status = why.isEmpty()
                ? PublisherStatus.of(State.CONNECTED, "writes to " + file)
                : PublisherStatus.of(State.BLOCKED, why);
        status.confirmed = confirmed.get();
        return status;
    }

    private static String line(SampleBatch batch, Sample sample) {
        return String.join(
                " ",
                batch.timestamp().toString(),
                sample.meter().name(),
                String.valueOf(sample.subject().resourceId()),
                sample.volume().toString());
    }
}
