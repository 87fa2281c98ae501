package io.nephoscope.publisher.amqp;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherService;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.publisher.amqp.delivery.ConfirmWindow;
import io.nephoscope.publisher.amqp.delivery.ConnectionStatus;
import io.nephoscope.publisher.amqp.delivery.DeliveryLoop;
import io.nephoscope.publisher.amqp.transport.BrokerConnector;
import io.nephoscope.publisher.amqp.transport.RabbitSession;
import io.nephoscope.publisher.amqp.wire.BatchEncoder;
import io.nephoscope.publisher.amqp.wire.EncodedBatch;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends samples to RabbitMQ as Ceilometer does. It holds no more than a window of messages that the broker has not
 * confirmed; while RabbitMQ is away all others wait in the agent's queue.
 */
@Component(service = Publisher.class)
@PublisherService(name = "amqp")
public final class AmqpPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(AmqpPublisher.class);
    private static final Duration SETTINGS_WAIT = Duration.ofSeconds(3);
    private static final Duration ROOM_WAIT = Duration.ofSeconds(3);
    private static final Duration FLUSH = Duration.ofSeconds(3);
    /** A broker under load confirms within a fraction of it. */
    private static final Duration STALLED = Duration.ofSeconds(5);

    private final AmqpConfiguration configuration;
    private final ConfirmWindow window = new ConfirmWindow();
    private final String name;
    private final ConnectionStatus connection;
    private final CountDownLatch configured = new CountDownLatch(1);
    private final DeliveryLoop loop;
    private volatile @Nullable Encoding encoding;

    /** What batches are encoded by. */
    private record Encoding(AmqpSettings settings, List<String> routingKeys, BatchEncoder encoder) {}

    /** Starts to connect as soon as the settings are known, in a thread of its own. */
    @Activate
    public AmqpPublisher(@Reference AmqpConfiguration configuration) {
        this(configuration, RabbitSession::new);
    }

    AmqpPublisher(AmqpConfiguration configuration, BrokerConnector connector) {
        this.configuration = configuration;
        name = configuration.instance().name();
        connection = new ConnectionStatus(name, InstantSource.system());
        loop = new DeliveryLoop(window, connector, connection, configuration::reread);
        configuration.subscribe(new AmqpConfiguration.Subscriber() {

            @Override
            public void apply(AmqpSettings settings) {
                AmqpPublisher.this.apply(settings);
            }

            @Override
            public HealthReport health() {
                return AmqpPublisher.this.health();
            }
        });
    }

    @Deactivate
    void deactivate() {
        configuration.unsubscribe();
        loop.close(FLUSH);
        long left = window.close("the publisher has stopped before the broker confirmed it");
        if (left > 0) {
            LOG.warn("{}: stopped before the broker confirmed {} samples; the agent has them back.", name, left);
        }
    }

    /** Called with the lock of the configuration held, one at a time. */
    private void apply(AmqpSettings settings) {
        Encoding before = encoding;
        // What an encoder remembers of subjects stays good while the format is the same.
        BatchEncoder encoder = before != null && before.settings.format().equals(settings.format())
                ? before.encoder
                : new BatchEncoder(settings.format());
        encoding =
                new Encoding(settings, settings.delivery().target().topology().routingKeys(), encoder);
        loop.take(settings.delivery());
        if (before == null) {
            loop.start();
            configured.countDown();
        }
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) throws PublisherException, InterruptedException {
        configured.await(SETTINGS_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        String missing = configuration.missing().orElse(null);
        Encoding now = encoding;
        if (missing != null || now == null) {
            throw new PublisherException(missing == null ? "there are no settings" : missing);
        }
        if (!window.awaitRoom(ROOM_WAIT)) {
            throw new PublisherException("the broker has not yet confirmed what it was sent: "
                    + connection.current().detail());
        }
        EncodedBatch encoded;
        try {
            encoded = now.encoder.encode(batch, now.routingKeys);
        } catch (RuntimeException | StackOverflowError e) {
            lost(batch.samples().size(), batch.pollster(), e.toString());
            delivery.refused("it cannot be written as JSON: " + e.getClass().getSimpleName(), true);
            return;
        }
        int left = batch.samples().size() - encoded.samples();
        if (left > 0) {
            lost(left, batch.pollster(), "a volume or another part is missing or is no number");
        }
        if (encoded.samples() == 0) {
            delivery.refused("none of its samples can be written as JSON", true);
        } else {
            window.add(delivery, encoded.samples(), now.routingKeys, encoded.bodies());
        }
    }

    private void lost(int samples, String pollster, String reason) {
        window.countDropped(samples);
        LOG.error(
                "{}: {} samples of {} are lost, for they cannot be written as JSON: {}.",
                name,
                samples,
                pollster,
                OneLine.of(reason));
    }

    @Override
    public PublisherStatus status() {
        ConnectionStatus.State now = state();
        PublisherStatus status = PublisherStatus.of(now.state(), now.detail());
        window.count(status);
        return status;
    }

    /** A connection that confirms nothing is not called healthy, long before it is given up. */
    private ConnectionStatus.State state() {
        if (configuration.isRefused()) {
            String refused = configuration.missing().orElse("");
            return new ConnectionStatus.State(PublisherStatus.State.FAILED, refused, "");
        }
        ConnectionStatus.State now = connection.current();
        Duration stalled = window.stalledFor();
        if (now.state() != PublisherStatus.State.CONNECTED || stalled.compareTo(STALLED) < 0) {
            return now;
        }
        return new ConnectionStatus.State(
                PublisherStatus.State.BLOCKED,
                now.detail() + ", which has confirmed nothing for " + stalled.toSeconds() + " s",
                "Look at the network and at the broker's log; the agent connects again by itself");
    }

    private HealthReport health() {
        ConnectionStatus.State now = state();
        String message = now.detail() + ", since " + connection.since().truncatedTo(ChronoUnit.SECONDS);
        String remedy = now.remedy().isEmpty()
                ? ""
                : now.remedy() + " (" + configuration.instance().where() + ")";
        return switch (now.state()) {
            case CONNECTED ->
                now.remedy().isEmpty() ? HealthReport.ok(name, message) : HealthReport.waiting(name, message, remedy);
            case FAILED -> HealthReport.failed(name, message, remedy);
            default -> HealthReport.waiting(name, message, remedy);
        };
    }
}
