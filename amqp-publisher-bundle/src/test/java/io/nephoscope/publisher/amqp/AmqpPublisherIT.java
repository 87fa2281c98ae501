package io.nephoscope.publisher.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.publisher.amqp.wire.Messages;
import io.nephoscope.testkit.RecordingDelivery;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The publisher and a real RabbitMQ. */
class AmqpPublisherIT extends RealBroker {

    @Test
    void sendsMessagesAsCeilometerDoes() throws Exception {
        configure(Map.of());

        publisher.publish(Batches.of(3), new RecordingDelivery());

        awaitConfirmed(3);
        GetResponse message = BROKER.drain(QUEUE).get(0);
        assertThat(message.getEnvelope().getExchange()).isEqualTo(EXCHANGE);
        assertThat(message.getEnvelope().getRoutingKey()).isEqualTo(QUEUE);
        assertThat(message.getProps().getContentType()).isEqualTo("application/json");
        assertThat(message.getProps().getContentEncoding()).isEqualTo("utf-8");
        assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(message.getProps().getPriority()).isZero();
        assertThat(message.getProps().getHeaders()).isEmpty();
        assertThat(message.getProps().getMessageId()).isNull();
        assertThat(Messages.samples(message.getBody())).hasSize(3);
    }

    @Test
    void losesNothingWhenTheBrokerIsKilledUnderLoad() throws Exception {
        configure(Map.of("durable.queues", true, "retry.max", 1));
        Set<String> sent = new HashSet<>();
        AtomicBoolean enough = new AtomicBoolean();
        Thread load = new Thread(() -> publishUntil(enough, sent));
        load.start();

        for (int round = 0; round < 2; round++) {
            long confirmed = publisher.status().confirmed;
            await().atMost(PATIENCE).until(() -> publisher.status().confirmed > confirmed + 20_000);
            BROKER.kill();
            await().atMost(PATIENCE).until(() -> publisher.status().state != PublisherStatus.State.CONNECTED);
            BROKER.start();
        }
        enough.set(true);
        load.join();
        awaitConfirmed(sent.size());

        Arrivals arrivals = new Arrivals();
        BROKER.drain(QUEUE, arrivals::add);
        assertThat(publisher.status().dropped).isZero();
        assertThat(arrivals.samples).isEqualTo(sent);
        assertThat(arrivals.changed).isEmpty();
        System.out.printf(
                "%d samples in %d messages while the broker was killed twice; %d messages arrived twice%n",
                sent.size(), arrivals.messages.size(), arrivals.duplicates);
    }

    /** One queue that somebody else has bound and that is full must not starve ours. */
    @Test
    void fillsOurQueueThoughAForeignOneIsFull() throws Exception {
        configure(Map.of());
        publisher.publish(Batches.of(1), new RecordingDelivery());
        awaitConfirmed(1);
        BROKER.bindFullQueue("foreign", EXCHANGE, QUEUE);
        long began = System.nanoTime();

        for (int i = 0; i < 65; i++) {
            publisher.publish(Batches.of(1), new RecordingDelivery());
        }

        awaitConfirmed(66);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        await().atMost(PATIENCE).until(() -> publisher.status().detail.contains("refuses"));
        assertThat(configuration.health().iterator().next().remedy())
                .contains("Any queue that is bound to the exchange " + EXCHANGE + " by " + QUEUE);
        Arrivals arrivals = new Arrivals();
        BROKER.drain(QUEUE, arrivals::add);
        assertThat(arrivals.samples).hasSize(66);
        assertThat(arrivals.duplicates).isLessThanOrEqualTo(66);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        System.out.printf(
                "65 messages in %d ms while a foreign queue was full; %d came twice%n",
                took.toMillis(), arrivals.duplicates);
        BROKER.deleteQueueAndExchange("foreign", EXCHANGE);
    }

    @Test
    void keepsWhatOurOwnFullQueueRefuses() throws Exception {
        BROKER.control("set_policy", "full", "^" + QUEUE + "$", "{\"max-length\":1,\"overflow\":\"reject-publish\"}");
        try {
            configure(Map.of("retry.max", 1));
            for (int i = 0; i < 5; i++) {
                publisher.publish(Batches.of(1), new RecordingDelivery());
            }
            await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.BLOCKED);
            assertThat(publisher.status().dropped).isZero();
        } finally {
            BROKER.control("clear_policy", "full");
        }

        awaitConfirmed(5);
        Arrivals arrivals = new Arrivals();
        BROKER.drain(QUEUE, arrivals::add);
        assertThat(arrivals.samples).hasSize(5);
    }

    /** The user may write to our exchange, but not to the default one, by which a single queue is reached. */
    @Test
    void goesOnWhereTheDefaultExchangeIsForbidden() throws Exception {
        BROKER.control("add_user", "narrow", "secret");
        BROKER.control("set_permissions", "narrow", ".*", "ceilometer|notifications.*", ".*");
        try {
            configure(Map.of("transport.url", "rabbit://narrow:secret@127.0.0.1:" + Broker.PORT + "/", "retry.max", 1));
            publisher.publish(Batches.of(1), new RecordingDelivery());
            awaitConfirmed(1);
            BROKER.bindFullQueue("foreign", EXCHANGE, QUEUE);
            publisher.publish(Batches.of(1), new RecordingDelivery());
            await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.BLOCKED);

            BROKER.deleteQueueAndExchange("foreign", "nobodys");

            awaitConfirmed(2);
        } finally {
            BROKER.control("delete_user", "narrow");
        }
    }

    @Test
    void sendsAgainWhatFoundNoQueue() throws Exception {
        configure(Map.of());
        publisher.publish(Batches.of(1), new RecordingDelivery());
        awaitConfirmed(1);
        BROKER.drain(QUEUE);
        BROKER.control("delete_queue", QUEUE);

        publisher.publish(Batches.of(2), new RecordingDelivery());

        awaitConfirmed(3);
        assertThat(BROKER.drain(QUEUE)).hasSize(1);
        await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.CONNECTED);
    }

    @Test
    void sendsAgainWhatFoundNoBinding() throws Exception {
        configure(Map.of());
        publisher.publish(Batches.of(1), new RecordingDelivery());
        awaitConfirmed(1);
        BROKER.unbind(QUEUE, EXCHANGE, QUEUE);

        publisher.publish(Batches.of(2), new RecordingDelivery());

        awaitConfirmed(3);
        Arrivals arrivals = new Arrivals();
        BROKER.drain(QUEUE, arrivals::add);
        assertThat(arrivals.samples).hasSize(3);
        assertThat(arrivals.duplicates).isZero();
    }

    /** The broker closes the channel then (404): the next session declares it. */
    @Test
    void sendsAgainWhatFoundNoExchange() throws Exception {
        configure(Map.of("retry.max", 1));
        publisher.publish(Batches.of(1), new RecordingDelivery());
        awaitConfirmed(1);
        BROKER.deleteQueueAndExchange(QUEUE, EXCHANGE);

        publisher.publish(Batches.of(2), new RecordingDelivery());

        awaitConfirmed(3);
        assertThat(BROKER.drain(QUEUE)).hasSize(1);
    }

    /** One topic of two has its queue: the batch is confirmed when both have it. */
    @Test
    void confirmsABatchOfTwoTopicsWhenBothHaveAQueue() throws Exception {
        configure(Map.of("topics", "notifications,monitoring"));
        publisher.publish(Batches.of(1), new RecordingDelivery());
        awaitConfirmed(1);
        BROKER.control("delete_queue", "monitoring.sample");

        publisher.publish(Batches.of(2), new RecordingDelivery());

        awaitConfirmed(3);
        assertThat(BROKER.drain(QUEUE)).hasSize(2);
        assertThat(BROKER.drain("monitoring.sample")).hasSize(1);
        BROKER.control("delete_queue", "monitoring.sample");
    }

    @Test
    void givesBackWhatFindsNoQueueThoughItIsBoundAgain() throws Exception {
        configure(Map.of());
        publisher.publish(Batches.of(1), new RecordingDelivery());
        awaitConfirmed(1);
        AtomicBoolean unbinding = new AtomicBoolean(true);
        Thread foe = new Thread(() -> {
            try {
                BROKER.unbindWhile(unbinding::get, QUEUE, EXCHANGE);
            } catch (IOException | TimeoutException e) {
                throw new AssertionError(e);
            }
        });
        foe.start();
        SampleBatch batch = Batches.of(2);
        RecordingDelivery delivery = new RecordingDelivery();
        try {
            // Now and then one gets through in between.
            await().atMost(PATIENCE).until(() -> {
                RecordingDelivery each = new RecordingDelivery();
                publisher.publish(batch, each);
                await().atMost(PATIENCE).until(() -> each.end() != null);
                return String.valueOf(each.end()).startsWith("refused: no queue takes it");
            });
            await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.BLOCKED);
            assertThat(publisher.status().detail).contains("the exchange " + EXCHANGE, QUEUE);
            assertThat(configuration.health().iterator().next().remedy()).contains("list_bindings");
        } finally {
            unbinding.set(false);
            foe.join();
        }

        publisher.publish(batch, delivery);

        await().atMost(PATIENCE).until(() -> "confirmed".equals(delivery.end()));
        await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.CONNECTED);
        Arrivals arrivals = new Arrivals();
        BROKER.drain(QUEUE, arrivals::add);
        assertThat(arrivals.samples).hasSize(3);
    }

    @Test
    void waitsWhileTheBrokerIsBlocked() throws Exception {
        configure(Map.of());
        BROKER.control("set_vm_memory_high_watermark", "absolute", "1");
        try {
            await().atMost(PATIENCE).until(() -> {
                isTaken(Batches.of(1));
                return publisher.status().detail.contains("takes no messages");
            });
        } finally {
            BROKER.control("set_vm_memory_high_watermark", "0.4");
        }

        await().atMost(PATIENCE)
                .until(() -> publisher.status().state == PublisherStatus.State.CONNECTED
                        && publisher.status().queued + publisher.status().inFlight == 0);
        assertThat(publisher.status().dropped).isZero();
    }

    @Test
    void followsAChangeOfSettings() throws Exception {
        configure(Map.of());
        publisher.publish(Batches.of(1), new RecordingDelivery());
        awaitConfirmed(1);

        configure(Map.of("topics", "notifications,monitoring", "driver", "messaging"));
        publisher.publish(Batches.of(1), new RecordingDelivery());

        awaitConfirmed(2);
        List<GetResponse> messages = BROKER.drain(QUEUE);
        assertThat(messages).hasSize(2);
        assertThat(new String(messages.get(1).getBody(), US_ASCII)).startsWith("{\"message_id\"");
        assertThat(BROKER.drain("monitoring.sample")).hasSize(1);
    }

    /** As the agent does: what is given back is handed out again, with the same id. */
    private void publishUntil(AtomicBoolean enough, Set<String> sent) {
        try {
            while (!enough.get()) {
                SampleBatch batch = Batches.of(50);
                batch.samples().forEach(sample -> sent.add(sample.id().toString()));
                while (!isTaken(batch)) {
                    Thread.onSpinWait();
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
