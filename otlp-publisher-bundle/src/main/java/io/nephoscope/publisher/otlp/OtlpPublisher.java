package io.nephoscope.publisher.otlp;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.publisher.otlp.ExportOutcome.Never;
import io.nephoscope.publisher.otlp.ExportOutcome.NotNow;
import io.nephoscope.publisher.otlp.ExportOutcome.Taken;
import io.nephoscope.support.publish.PublisherConfiguration;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each batch to an OpenTelemetry collector as a request of its own, a bounded number of them at once. What the
 * collector does not take now stays with the agent, which hands it out again.
 */
@Component(service = Publisher.class)
@PublisherService(name = "otlp")
public final class OtlpPublisher implements Publisher, PublisherConfiguration.Subscriber<OtlpSettings> {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpPublisher.class);
    private static final String SUBJECT = "otlp";
    /** A secret that stands elsewhere is not read with each request that is refused for it. */
    private static final Duration REREAD = Duration.ofSeconds(5);

    private final OtlpConfiguration configuration;
    private final CollectorWindow window = new CollectorWindow();
    private final SampleCounts counts = new SampleCounts();
    private volatile Condition condition = Condition.UNKNOWN;
    private volatile @Nullable Way way;

    // Guarded by this.
    private long quietUntil = System.nanoTime();
    private long rereadAt = System.nanoTime();
    private String lossTold = "";

    /** What requests are made by. */
    private record Way(CollectorClient client, MetricsEncoder encoder) {}

    /** How the last request fared. */
    private record Condition(State state, String detail, String remedy) {

        static final Condition UNKNOWN = new Condition(State.CONNECTING, "nothing has been sent yet", "");
    }

    /** Sends nothing by itself. */
    @Activate
    public OtlpPublisher(@Reference OtlpConfiguration configuration) {
        this.configuration = configuration;
        configuration.subscribe(this);
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        configuration.unsubscribe(this);
        window.close();
        Way last = way;
        if (last != null) {
            last.client.close();
        }
    }

    @Override
    public void apply(OtlpSettings settings) {
        Way before = way;
        OtlpSettings.Collector collector = settings.collector();
        way = new Way(new CollectorClient(collector), new MetricsEncoder(settings.form(), collector.compress()));
        window.resize(collector.window());
        leaveAlone(Duration.ZERO);
        if (before != null) {
            before.client.retire();
        }
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException {
        OtlpSettings unused = configuration.settings();
        Way now = way;
        if (now == null) {
            throw new PublisherException("there are no settings yet");
        }
        Duration quiet = quiet();
        if (!quiet.isZero()) {
            throw new PublisherException("the collector asks to be left alone for " + quiet.toSeconds() + " s more");
        }
        if (!window.enter()) {
            throw new PublisherException("the collector leaves requests unanswered: " + condition.detail);
        }
        int samples = batch.samples().size();
        counts.sent(samples);
        try {
            window.run(() -> settle(now, batch, delivery, send(now, batch)));
        } catch (RejectedExecutionException e) {
            counts.ended(samples, 0, 0);
            throw new PublisherException("the publisher has stopped", e);
        }
    }

    /** On a thread of the window. */
    private ExportOutcome send(Way by, SampleBatch batch) {
        try {
            return by.client.post(by.encoder.encode(batch));
        } catch (InterruptedException e) {
            return new NotNow(condition.state, "the publisher has stopped", "", Duration.ZERO);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("OTLP: a batch of {} cannot be sent; tell the authors of the agent.", batch.pollster(), e);
            return new Never("it cannot be sent: " + e.getClass().getSimpleName());
        }
    }

    private void settle(Way by, SampleBatch batch, Delivery delivery, ExportOutcome outcome) {
        int samples = batch.samples().size();
        if (outcome instanceof Taken taken) {
            long rejected = Math.min(taken.rejected(), samples);
            counts.ended(samples, samples - rejected, rejected);
            become(by, State.CONNECTED, "sends to " + by.client.collector(), "");
            endTaken(batch, delivery, rejected, taken.message());
        } else if (outcome instanceof Never never) {
            counts.ended(samples, 0, samples);
            become(by, State.FAILED, never.reason(), "Mend what it says; those samples are lost");
            tellLoss(samples, batch.pollster(), never.reason());
            delivery.refused(never.reason(), true);
        } else if (outcome instanceof NotNow notNow) {
            counts.ended(samples, 0, 0);
            become(by, notNow.state(), notNow.reason(), notNow.remedy());
            if (!notNow.pause().isZero()) {
                leaveAlone(notNow.pause());
            }
            delivery.refused(notNow.reason(), false);
            if (notNow.state() == State.FAILED) {
                reread();
            }
        }
    }

    private void endTaken(SampleBatch batch, Delivery delivery, long rejected, String message) {
        String reason = "the collector leaves out what it has taken: " + message;
        if (rejected > 0) {
            tellLoss(rejected, batch.pollster(), reason);
        }
        if (rejected == batch.samples().size()) {
            delivery.refused(reason, true);
        } else {
            delivery.confirmed();
        }
    }

    private synchronized void tellLoss(long samples, String pollster, String reason) {
        if (!reason.equals(lossTold)) {
            lossTold = reason;
            LOG.error("OTLP: {} samples of {} are lost, and others for the same reason: {}", samples, pollster, reason);
        }
    }

    /** Answers to requests that were made by other settings say nothing of those in force. */
    private void become(Way by, State state, String detail, String remedy) {
        if (by.equals(way)) {
            condition = new Condition(state, detail, remedy);
        }
    }

    private synchronized void leaveAlone(Duration pause) {
        quietUntil = System.nanoTime() + pause.toNanos();
    }

    private synchronized Duration quiet() {
        return Duration.ofNanos(Math.max(0, quietUntil - System.nanoTime()));
    }

    /** A token that stands in a file may have been renewed. */
    private void reread() {
        synchronized (this) {
            if (System.nanoTime() - rereadAt < REREAD.toNanos()) {
                return;
            }
            rereadAt = System.nanoTime();
        }
        configuration.reread();
    }

    @Override
    public PublisherStatus status() {
        Condition now = condition;
        PublisherStatus status = configuration
                .refusal()
                .map(refusal -> PublisherStatus.of(State.FAILED, refusal))
                .orElse(PublisherStatus.of(now.state, now.detail));
        counts.fill(status);
        return status;
    }

    @Override
    public HealthReport health() {
        Condition now = condition;
        return switch (now.state) {
            case CONNECTED -> HealthReport.ok(SUBJECT, now.detail);
            case FAILED -> HealthReport.failed(SUBJECT, now.detail, now.remedy);
            default ->
                now.remedy.isEmpty()
                        ? HealthReport.ok(SUBJECT, now.detail)
                        : HealthReport.waiting(SUBJECT, now.detail, now.remedy + "; the agent goes on by itself");
        };
    }
}
