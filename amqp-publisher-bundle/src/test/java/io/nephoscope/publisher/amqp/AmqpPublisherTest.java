package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.publisher.amqp.delivery.FakeBroker;
import io.nephoscope.testkit.FakeBatch;
import io.nephoscope.testkit.PublisherContract;
import io.nephoscope.testkit.RecordingDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.FrameworkUtil;

@Timeout(60)
class AmqpPublisherTest extends PublisherContract {

    private final AmqpConfiguration configuration =
            new AmqpConfiguration(AmqpInstance.FIRST, (listener, paths) -> null);
    private final FakeBroker broker = new FakeBroker("one");
    private final AmqpPublisher publisher = new AmqpPublisher(configuration, broker);

    @BeforeEach
    void configure() {
        update(Map.of("transport.url", "rabbit://u:p@one", "confirm.window.messages", "2"));
    }

    @AfterEach
    void stop() {
        publisher.deactivate();
    }

    @Override
    protected Publisher publisher() {
        return publisher;
    }

    /** The queue in the agent is the only one: what finds no room in the window goes back there. */
    @Test
    void takesNoMoreThanAWindowWhileTheBrokerIsAway() throws Exception {
        broker.up.clear();
        RecordingDelivery first = new RecordingDelivery();
        publisher.publish(Batches.of(1), first);
        publisher.publish(Batches.of(1), new RecordingDelivery());

        assertThatThrownBy(() -> publisher.publish(Batches.of(1), new RecordingDelivery()))
                .isInstanceOf(PublisherException.class)
                .hasMessageContaining("not yet confirmed");

        assertThat(publisher.status().queued + publisher.status().inFlight).isEqualTo(2);
        broker.up.add("one");
        await().until(() -> !broker.sessions.isEmpty() && broker.newest().sent.size() == 2);
        broker.newest().confirmAll();
        assertThat(first.end()).isEqualTo("confirmed");
    }

    @Test
    void givesBatchesBackWhileTheConfigurationIsRefused() {
        AmqpConfiguration refused = new AmqpConfiguration(AmqpInstance.FIRST, (listener, paths) -> null);
        refused.updated(FrameworkUtil.asDictionary(Map.of("transport.url", "no url")));
        AmqpPublisher waiting = new AmqpPublisher(refused, broker);
        RecordingDelivery delivery = new RecordingDelivery();

        assertThatThrownBy(() -> waiting.publish(Batches.of(1), delivery))
                .isInstanceOf(PublisherException.class)
                .hasMessageContaining("transport.url");

        assertThat(delivery.ends()).isEmpty();
        assertThat(waiting.status().dropped).isZero();
        assertThat(waiting.status().state).isEqualTo(State.FAILED);
        waiting.deactivate();
    }

    @Test
    void sendsABatchThatIsGivenBackWithTheSameBytes() throws Exception {
        SampleBatch batch = Batches.of(2);
        publisher.publish(batch, new RecordingDelivery());
        await().until(() -> !broker.sessions.isEmpty() && broker.newest().sent.size() == 1);
        AmqpPublisher successor = new AmqpPublisher(configuration, broker);
        String first = broker.newest().sent.get(0);

        successor.publish(batch, new RecordingDelivery());

        await().until(() -> broker.sessions.size() == 2 && broker.newest().sent.size() == 1);
        assertThat(broker.newest().sent.get(0)).isEqualTo(first);
        successor.deactivate();
    }

    @Test
    void givesBackWhatIsInFlightWhenItStops() throws Exception {
        RecordingDelivery delivery = new RecordingDelivery();
        publisher.publish(Batches.of(3), delivery);
        await().until(() -> publisher.status().inFlight == 3);

        publisher.deactivate();
        broker.newest().confirmAll();

        assertThat(delivery.ends()).hasSize(1);
        assertThat(delivery.end()).startsWith("refused: ");
        assertThat(publisher.status().inFlight).isZero();
    }

    /** One sample without a number would cost the consumer the whole message. */
    @Test
    void losesOnlyTheSampleThatJsonCannotSay() throws Exception {
        Sample good = Sample.of(Meter.gauge("load", ""), 1.5, Subject.of("vm"));
        Sample bad = Sample.of(Meter.gauge("load", ""), Double.NaN, Subject.of("vm"));

        publisher.publish(FakeBatch.of("s", "p", Instant.EPOCH, List.of(good, bad)), new RecordingDelivery());

        await().until(() -> publisher.status().inFlight == 1);
        assertThat(publisher.status().dropped).isEqualTo(1);
        assertThat(broker.newest().sent.get(0)).contains("1.5").doesNotContain("NaN");
    }

    @Test
    void isNotHealthyWhileNothingIsConfirmed() throws Exception {
        publisher.publish(Batches.of(1), new RecordingDelivery());
        await().until(() -> publisher.status().state == State.CONNECTED);

        await().until(() -> publisher.status().state == State.BLOCKED);

        assertThat(publisher.status().detail).contains("has confirmed nothing for");
        assertThat(configuration.health())
                .singleElement()
                .extracting(HealthReport::state)
                .isEqualTo(HealthReport.State.WAITING);
    }

    private void update(Map<String, Object> settings) {
        configuration.updated(FrameworkUtil.asDictionary(settings));
    }
}
