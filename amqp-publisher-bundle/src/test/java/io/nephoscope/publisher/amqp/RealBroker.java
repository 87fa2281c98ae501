package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.testkit.RecordingDelivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.FrameworkUtil;

/** The publisher and a real RabbitMQ, which is started for each class of tests. */
abstract class RealBroker {

    static final Broker BROKER = new Broker();
    static final String EXCHANGE = "ceilometer";
    static final String QUEUE = "notifications.sample";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final FakeServices services = new FakeServices();
    final AmqpConfiguration configuration = new AmqpConfiguration(AmqpInstance.FIRST, services::registerFiles);
    final AmqpPublisher publisher = new AmqpPublisher(configuration);

    @BeforeAll
    static void startBroker() throws Exception {
        BROKER.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        BROKER.stop();
    }

    @BeforeEach
    void clearBroker() throws Exception {
        BROKER.deleteQueueAndExchange(QUEUE, EXCHANGE);
    }

    @AfterEach
    void stop() {
        publisher.deactivate();
        configuration.stop();
    }

    static String rabbit(int port) {
        return "rabbit://guest:guest@127.0.0.1:" + port + "/";
    }

    void configure(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("transport.url", BROKER.url());
        configuration.updated(FrameworkUtil.asDictionary(all));
    }

    /** As the agent does: what is not taken is handed out again, with the same id. */
    boolean isTaken(SampleBatch batch) throws InterruptedException {
        try {
            publisher.publish(batch, new RecordingDelivery());
            return true;
        } catch (PublisherException e) {
            return false;
        }
    }

    void awaitConfirmed(long samples) {
        await().atMost(PATIENCE).until(() -> publisher.status().confirmed == samples);
        assertThat(publisher.status().inFlight).isZero();
    }

    void awaitState(PublisherStatus.State state) {
        await().atMost(PATIENCE).until(() -> publisher.status().state == state);
    }

    /** What the operator reads once the publisher has failed. */
    HealthReport failure() {
        awaitState(PublisherStatus.State.FAILED);
        HealthReport report = configuration.health().iterator().next();
        assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
        return report;
    }
}
