package io.nephoscope.publisher.amqp;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.publisher.amqp.delivery.Condition;
import io.nephoscope.publisher.amqp.delivery.ConditionBoard;
import io.nephoscope.publisher.amqp.delivery.Courier;
import io.nephoscope.publisher.amqp.outbox.MemoryOutbox;
import io.nephoscope.publisher.amqp.outbox.Outbox;
import io.nephoscope.publisher.amqp.outbox.OutboxBounds;
import io.nephoscope.publisher.amqp.outbox.OutboxCounts;
import io.nephoscope.publisher.amqp.transport.BrokerConnector;
import io.nephoscope.publisher.amqp.wire.BatchEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a batch to the broker: encoder, outbox, courier. */
final class Dispatch implements SettingsFeed.Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final OutboxBounds UNTIL_SETTINGS = new OutboxBounds(Integer.MAX_VALUE, Long.MAX_VALUE);

    private final Outbox outbox = new MemoryOutbox(UNTIL_SETTINGS);
    private final ConditionBoard board = new ConditionBoard(InstantSource.system());
    private final CountDownLatch configured = new CountDownLatch(1);
    private final Overflow overflow = new Overflow();
    private final Courier courier;
    private volatile @Nullable Plan plan;

    Dispatch(BrokerConnector connector) {
        courier = new Courier(outbox, connector, board);
    }

    @Override
    public void apply(Settings settings) {
        Plan before = plan;
        outbox.resize(settings.bounds());
        if (before == null || !before.settings.route().equals(settings.route())) {
            courier.take(settings.route());
        }
        plan = before == null ? Plan.of(settings) : before.with(settings);
        if (before == null) {
            courier.start();
            configured.countDown();
        }
    }

    boolean awaitSettings(Duration timeout) throws InterruptedException {
        return configured.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Encodes a batch and leaves it to the courier. For one thread at a time. */
    void publish(SampleBatch batch) {
        Plan now = plan;
        if (now == null) {
            throw new IllegalStateException("there are no settings");
        }
        List<String> keys = now.settings.route().target().topology().routingKeys();
        List<byte[]> bodies = now.encoder.encode(batch, keys.size());
        long dropped = 0;
        for (int i = 0; i < bodies.size(); i++) {
            dropped += outbox.add(keys.get(i), bodies.get(i), batch.samples().size());
        }
        courier.wake();
        overflow.added(dropped, outbox.counts());
    }

    PublisherStatus status() {
        Condition condition = board.current();
        OutboxCounts counts = outbox.counts();
        PublisherStatus status = PublisherStatus.of(
                switch (condition.state()) {
                    case CONNECTED -> PublisherStatus.State.CONNECTED;
                    case BLOCKED -> PublisherStatus.State.BLOCKED;
                    case REFUSED -> PublisherStatus.State.FAILED;
                    default -> PublisherStatus.State.CONNECTING;
                },
                condition.detail());
        status.queued = counts.waiting();
        status.inFlight = counts.inFlight();
        status.confirmed = counts.confirmed();
        status.dropped = counts.dropped();
        return status;
    }

    @Override
    public HealthReport health() {
        Condition condition = board.current();
        String message = condition.detail() + ", since " + board.since().truncatedTo(ChronoUnit.SECONDS);
        return switch (condition.state()) {
            case CONNECTED -> HealthReport.ok("amqp", message);
            case REFUSED -> HealthReport.failed("amqp", message, condition.remedy());
            default -> HealthReport.waiting("amqp", message, condition.remedy());
        };
    }

    /** Sends what can be sent in a time, and ends. */
    void close(Duration flush) {
        courier.close(flush);
        long dropped = outbox.close();
        if (dropped > 0) {
            LOG.warn("The AMQP publisher stopped before the broker confirmed {} samples; they are dropped.", dropped);
        }
    }

    /** Settings and the encoder made for them. */
    private record Plan(Settings settings, BatchEncoder encoder) {

        static Plan of(Settings settings) {
            return new Plan(settings, new BatchEncoder(settings.format(), InstantSource.system()));
        }

        /** Keeps the encoder, and what it remembers, while the format is the same. */
        Plan with(Settings next) {
            return settings.format().equals(next.format()) ? new Plan(next, encoder) : of(next);
        }
    }
}
