package io.nephoscope.publisher.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.support.publish.PublisherConfiguration;
import io.nephoscope.support.publish.SampleJson;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends each sample as a line of JSON to a file, and confirms it when the line is on the disk. */
@Component(service = Publisher.class)
@PublisherService(name = "file")
public final class FilePublisher implements Publisher, PublisherConfiguration.Subscriber<FileSettings> {

    private static final Logger LOG = LoggerFactory.getLogger(FilePublisher.class);

    private static final String VAR = "nephoscope.var";
    private static final String SUBJECT = "file";
    private static final int MIB = 1 << 20;

    private final FileConfiguration configuration;
    private final Path usual;
    private final RotatingFile rotating;
    private final Housekeeping housekeeping;
    private final GroupWriter writer;
    private final AtomicLong dropped = new AtomicLong();
    private volatile @Nullable FileSettings settings;

    /** Starts its threads; the folder is made when there are settings. */
    @Activate
    public FilePublisher(@Reference FileConfiguration configuration, BundleContext context) {
        this(configuration, Path.of(String.valueOf(context.getProperty(VAR)), "samples"), new Surroundings());
    }

    /** What a test has its own of. */
    record Surroundings(OutputFile.Opener opener, InstantSource clock) {

        Surroundings() {
            this(PlainFile::new, InstantSource.system());
        }
    }

    /** @param usual the folder where the configuration names none */
    FilePublisher(FileConfiguration configuration, Path usual, Surroundings surroundings) {
        this.configuration = configuration;
        this.usual = usual.toAbsolutePath().normalize();
        this.rotating = new RotatingFile(surroundings.opener, surroundings.clock);
        this.housekeeping = new Housekeeping(rotating::place, () -> requireNonNull(settings));
        this.writer = new GroupWriter(rotating, housekeeping::nudge);
        configuration.subscribe(this);
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        configuration.unsubscribe(this);
        writer.close();
        housekeeping.close();
    }

    @Override
    public void apply(FileSettings newSettings) {
        settings = newSettings;
        writer.follow(newSettings.directory().orElse(usual), newSettings);
        housekeeping.nudge();
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException {
        FileSettings unused = configuration.settings();
        StringBuilder lines = new StringBuilder();
        int samples = 0;
        for (Sample sample : batch.samples()) {
            samples += append(lines, batch, sample) ? 1 : 0;
        }
        if (samples == 0) {
            delivery.refused("none of its samples can be written as JSON", true);
            return;
        }
        try {
            writer.write(lines.toString().getBytes(UTF_8), samples, delivery);
        } catch (IOException e) {
            dropped.addAndGet(samples - batch.samples().size());
            throw new PublisherException(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean append(StringBuilder lines, SampleBatch batch, Sample sample) {
        int begin = lines.length();
        try {
            SampleJson.append(lines, batch.timestamp(), sample);
            lines.append('\n');
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            lines.setLength(begin);
            dropped.incrementAndGet();
            LOG.error(
                    "A sample of {} is lost, for it cannot be written as JSON: {}.",
                    batch.pollster(),
                    OneLine.of(String.valueOf(e)));
            return false;
        }
    }

    @Override
    public PublisherStatus status() {
        String refusal = configuration.refusal().orElse("");
        PublisherStatus status = writer.status();
        if (!refusal.isEmpty()) {
            status.state = PublisherStatus.State.FAILED;
            status.detail = refusal;
        }
        status.dropped = dropped.get();
        return status;
    }

    @Override
    public HealthReport health() {
        PublisherStatus status = writer.status();
        if (status.state == PublisherStatus.State.FAILED) {
            return HealthReport.failed(
                    SUBJECT, status.detail, "Make room there, or mend its rights; the agent goes on by itself");
        }
        String trouble = housekeeping.trouble();
        if (!trouble.isEmpty()) {
            return HealthReport.failed(
                    SUBJECT,
                    "closed files can be neither compressed nor deleted: " + trouble,
                    "Make room there, or mend its rights; the agent goes on by itself");
        }
        Housekeeping.Kept kept = housekeeping.kept();
        return HealthReport.ok(
                SUBJECT, status.detail + ", %d files of %d MiB".formatted(kept.files(), kept.bytes() / MIB));
    }
}
