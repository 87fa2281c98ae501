package io.nephoscope.publisher.prometheus;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.support.publish.PublisherConfiguration;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows the newest value of each series to Prometheus. A sample is confirmed when it is shown, whether or not anybody
 * looks: what nobody has scraped before the next poll is not missed, for it is the next value that counts.
 */
@Component(service = Publisher.class)
@PublisherService(name = "prometheus")
public final class PrometheusPublisher implements Publisher, PublisherConfiguration.Subscriber<PrometheusSettings> {

    private static final String SUBJECT = "prometheus";
    private static final PrometheusSettings.Shown NOTHING =
            new PrometheusSettings.Shown(0, Duration.ZERO, false, List.of());

    private final PrometheusConfiguration configuration;
    private final SeriesTable table;
    private final MetricsServer server;
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** Begins to listen when there are settings. */
    @Activate
    public PrometheusPublisher(@Reference PrometheusConfiguration configuration) {
        this(configuration, InstantSource.system());
    }

    PrometheusPublisher(PrometheusConfiguration configuration, InstantSource clock) {
        this.configuration = configuration;
        this.table = new SeriesTable(clock, NOTHING);
        this.server = new MetricsServer(new MetricsHandler(table::snapshots));
        configuration.subscribe(this);
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        configuration.unsubscribe(this);
        server.close();
    }

    @Override
    public void apply(PrometheusSettings settings) {
        table.follow(settings.shown());
        server.follow(settings.access());
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException {
        PrometheusSettings settings = configuration.settings();
        int samples = batch.samples().size();
        int lost = table.put(batch);
        dropped.addAndGet(lost);
        confirmed.addAndGet(samples - lost);
        if (lost == samples) {
            delivery.refused(
                    "there are " + settings.shown().seriesMax() + " series, which is all that series.max allows", true);
        } else {
            delivery.confirmed();
        }
    }

    @Override
    public PublisherStatus status() {
        MetricsServer.State now = server.state();
        String refusal = configuration.refusal().orElse("");
        PublisherStatus status;
        if (!refusal.isEmpty()) {
            status = PublisherStatus.of(PublisherStatus.State.FAILED, refusal);
        } else if (!now.trouble().isEmpty()) {
            status = PublisherStatus.of(PublisherStatus.State.FAILED, "cannot listen: " + now.trouble());
        } else if (now.urls().isEmpty()) {
            status = PublisherStatus.of(PublisherStatus.State.CONNECTING, "begins to listen");
        } else {
            status = PublisherStatus.of(
                    PublisherStatus.State.CONNECTED, String.join(", ", now.urls()) + ", " + table.size() + " series");
        }
        status.confirmed = confirmed.get();
        status.dropped = dropped.get();
        return status;
    }

    @Override
    public HealthReport health() {
        PublisherStatus status = status();
        if (status.state == PublisherStatus.State.FAILED) {
            return HealthReport.failed(
                    SUBJECT, status.detail, "Mend listen or the tls keys, or end what has the port; it is tried again");
        }
        if (dropped.get() > 0 && table.isFull()) {
            return HealthReport.failed(
                    SUBJECT,
                    status.detail + ", " + dropped.get() + " samples were dropped for want of room",
                    "Raise series.max, or poll less");
        }
        return HealthReport.ok(SUBJECT, status.detail);
    }
}
