package io.nephoscope.publisher.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import io.nephoscope.testkit.PublisherContract;
import io.nephoscope.testkit.RecordingDelivery;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;

class OtlpPublisherTest extends PublisherContract {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final OtlpConfiguration configuration = new OtlpConfiguration();
    private final List<OtlpPublisher> started = new ArrayList<>();
    private final RecordingDelivery delivery = new RecordingDelivery();
    private FakeCollector collector;

    @TempDir
    Path folder;

    @BeforeEach
    void startCollector() throws IOException {
        collector = FakeCollector.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        collector.close();
        for (OtlpPublisher publisher : started) {
            publisher.deactivate();
        }
    }

    @Override
    protected Publisher publisher() {
        return publisher(Map.of());
    }

    @Test
    void confirmsWhatTheCollectorHasTaken() throws Exception {
        OtlpPublisher publisher = publisher(Map.of());

        publisher.publish(batch(3), delivery);

        awaitEnd(delivery);
        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(collector.requests).hasSize(1);
        assertThat(collector.encodings).containsExactly("gzip");
        assertThat(collector.requests.get(0).getResourceMetrics(0).getResource().getAttributesList())
                .extracting(KeyValue::getKey)
                .containsExactlyInAnyOrder("service.name", "service.instance.id", "host.name");
        assertThat(publisher.status().confirmed).isEqualTo(3);
        assertThat(publisher.status().state).isEqualTo(State.CONNECTED);
        assertThat(publisher.status().detail).isEqualTo("sends to " + collector.url() + "/v1/metrics");
        assertThat(health().state()).isEqualTo(HealthReport.State.OK);
    }

    @Test
    void sendsThePlainBodyWhereThatIsAskedFor() throws Exception {
        OtlpPublisher publisher = publisher(Map.of("compression", "none"));

        publisher.publish(batch(1), delivery);

        awaitEnd(delivery);
        assertThat(collector.encodings).containsExactly("null");
        assertThat(delivery.ends()).containsExactly("confirmed");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void givesABatchBackThatIsNotTakenNow(int status) throws Exception {
        OtlpPublisher publisher = publisher(Map.of());
        collector.status = status;
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);
        PublisherStatus failing = publisher.status();
        collector.status = 200;
        RecordingDelivery again = new RecordingDelivery();

        publisher.publish(batch(1), again);

        awaitEnd(again);
        assertThat(delivery.end()).startsWith("refused: ").contains("status " + status);
        assertThat(failing.state).isEqualTo(State.BLOCKED);
        assertThat(failing.dropped).isZero();
        assertThat(again.ends()).containsExactly("confirmed");
        assertThat(publisher.status().state).isEqualTo(State.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void losesForEverWhatTheCollectorWillNeverTake(int status) throws Exception {
        OtlpPublisher publisher = publisher(Map.of());
        collector.status = status;

        publisher.publish(batch(2), delivery);

        awaitEnd(delivery);
        assertThat(delivery.end()).startsWith("refused for ever: ").contains("status " + status);
        assertThat(publisher.status().dropped).isEqualTo(2);
        assertThat(health().state()).isEqualTo(HealthReport.State.FAILED);
    }

    /** Not the batch is at fault: it waits until the operator has mended the configuration. */
    @ParameterizedTest
    @CsvSource({"401, headers", "403, headers", "404, endpoint", "405, endpoint", "301, endpoint"})
    void keepsWhatIsRefusedForTheConfiguration(int status, String remedy) throws Exception {
        OtlpPublisher publisher = publisher(Map.of());
        collector.status = status;

        publisher.publish(batch(1), delivery);

        awaitEnd(delivery);
        assertThat(delivery.end()).startsWith("refused: ");
        assertThat(publisher.status().state).isEqualTo(State.FAILED);
        assertThat(health().remedy()).contains(remedy);
    }

    @Test
    void leavesTheCollectorAloneForAsLongAsItAsks() throws Exception {
        OtlpPublisher publisher = publisher(Map.of());
        collector.status = 503;
        collector.retryAfter = "600";
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);

        assertThatThrownBy(() -> publisher.publish(batch(1), new RecordingDelivery()))
                .isInstanceOf(PublisherException.class)
                .hasMessageContaining("left alone");
        assertThat(collector.encodings).hasSize(1);
    }

    @Test
    void countsWhatTheCollectorLeavesOut() throws Exception {
        OtlpPublisher publisher = publisher(Map.of());
        collector.rejected = 2;
        publisher.publish(batch(3), delivery);
        awaitEnd(delivery);
        RecordingDelivery whole = new RecordingDelivery();

        publisher.publish(batch(2), whole);

        awaitEnd(whole);
        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(whole.end()).startsWith("refused for ever: ").contains("out of order");
        assertThat(publisher.status().confirmed).isEqualTo(1);
        assertThat(publisher.status().dropped).isEqualTo(4);
    }

    @Test
    void goesOnByItselfWhenTheCollectorComesBack() throws Exception {
        OtlpPublisher publisher = publisher(Map.of());
        int port = collector.port();
        collector.close();
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);
        PublisherStatus away = publisher.status();
        HealthReport health = health();
        collector = FakeCollector.start(port);
        RecordingDelivery again = new RecordingDelivery();

        publisher.publish(batch(1), again);

        awaitEnd(again);
        assertThat(delivery.end()).startsWith("refused: ");
        assertThat(away.state).isEqualTo(State.CONNECTING);
        assertThat(health.state()).isEqualTo(HealthReport.State.WAITING);
        assertThat(again.ends()).containsExactly("confirmed");
    }

    @Test
    void givesUpARequestThatIsNotAnswered() throws Exception {
        OtlpPublisher publisher = publisher(Map.of("request.timeout", "1"));
        collector.gate = new CountDownLatch(1);

        publisher.publish(batch(1), delivery);

        awaitEnd(delivery);
        assertThat(delivery.end()).contains("no answer in time");
        assertThat(publisher.status().state).isEqualTo(State.CONNECTING);
    }

    @Test
    void leavesNoMoreRequestsUnansweredThanItMay() throws Exception {
        OtlpPublisher publisher = publisher(Map.of("window.requests", "2"));
        collector.gate = new CountDownLatch(1);
        List<RecordingDelivery> deliveries =
                Stream.generate(RecordingDelivery::new).limit(2).toList();
        for (RecordingDelivery each : deliveries) {
            publisher.publish(batch(1), each);
        }

        assertThatThrownBy(() -> publisher.publish(batch(1), delivery)).hasMessageContaining("unanswered");
        PublisherStatus status = publisher.status();
        collector.gate.countDown();
        deliveries.forEach(OtlpPublisherTest::awaitEnd);

        assertThat(status.inFlight).isEqualTo(2);
        assertThat(collector.mostAtOnce).hasValue(2);
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);
        assertThat(delivery.ends()).containsExactly("confirmed");
    }

    @Test
    void sendsTheSecretHeadersAndFollowsATokenThatIsRenewed() throws Exception {
        Path token = folder.resolve("headers");
        Files.writeString(token, "Authorization=Bearer%20old%2C1\n");
        OtlpPublisher publisher = publisher(Map.of("headers", "file:" + token));
        collector.wanted = "Bearer old,1";
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);
        assertThat(delivery.ends()).containsExactly("confirmed");

        collector.wanted = "Bearer new";
        Files.writeString(token, "Authorization=Bearer%20new\n");

        await().atMost(BOUND).untilAsserted(() -> {
            RecordingDelivery next = new RecordingDelivery();
            publisher.publish(batch(1), next);
            awaitEnd(next);
            assertThat(next.ends()).containsExactly("confirmed");
        });
        assertThat(collector.authorizations).contains("Bearer old,1", "Bearer new");
    }

    @Test
    void showsNoSecret() throws Exception {
        OtlpPublisher publisher = publisher(Map.of("headers", "Authorization=Bearer%20s3cret"));
        collector.status = 401;
        publisher.publish(batch(1), delivery);
        awaitEnd(delivery);

        configure(Map.of("headers", "Authorization=Bearer%20s3cret,oops s3cret"));

        assertThat(delivery.end() + publisher.status() + configuration.health()).doesNotContain("s3cret");
        assertThat(configuration.health()).anyMatch(report -> report.message().contains("headers: must be like"));
    }

    @Test
    void speaksTlsWithACollectorThatItKnows() throws Exception {
        SelfSigned certificate = SelfSigned.in(folder, "collector");
        try (FakeCollector secure = FakeCollector.overTls(certificate)) {
            OtlpPublisher strict = publisher(Map.of("endpoint", secure.url()));
            strict.publish(batch(1), delivery);
            awaitEnd(delivery);
            assertThat(delivery.end()).startsWith("refused: ").contains("TLS fails");
            assertThat(strict.status().state).isEqualTo(State.FAILED);

            configure(Map.of(
                    "endpoint", secure.url(),
                    "tls.ca.file", certificate.certificate().toString()));
            RecordingDelivery trusted = new RecordingDelivery();
            strict.publish(batch(1), trusted);
            awaitEnd(trusted);

            assertThat(trusted.ends()).containsExactly("confirmed");
            configure(Map.of("endpoint", secure.url(), "tls.verify", "false"));
            RecordingDelivery blind = new RecordingDelivery();
            strict.publish(batch(1), blind);
            awaitEnd(blind);
            assertThat(blind.ends()).containsExactly("confirmed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host/v1/metrics, must be like",
        "host:4318, must be like",
        "http://user:pass@host:4318/, must hold no user",
        "'', must be like"
    })
    void refusesAddressesThatCannotBeMeant(String endpoint, String reason) {
        OtlpPublisher publisher = publisher(Map.of("endpoint", endpoint));

        assertThatThrownBy(() -> publisher.publish(batch(1), delivery))
                .isInstanceOf(PublisherException.class)
                .hasMessageContaining("endpoint: " + reason);
        assertThat(publisher.status().state).isEqualTo(State.FAILED);
    }

    @Test
    void keepsTheLastValidValues() throws Exception {
        OtlpPublisher publisher = publisher(Map.of());

        configure(Map.of("endpoint", "nowhere", "window.requests", "0"));
        publisher.publish(batch(1), delivery);

        awaitEnd(delivery);
        assertThat(delivery.ends()).containsExactly("confirmed");
        assertThat(configuration.health())
                .filteredOn(report -> report.state() == HealthReport.State.FAILED)
                .hasSize(2);
    }

    @Test
    void takesNothingAfterItsEnd() throws Exception {
        OtlpPublisher publisher = publisher(Map.of());
        collector.gate = new CountDownLatch(1);
        publisher.publish(batch(1), delivery);

        publisher.deactivate();
        publisher.deactivate();

        awaitEnd(delivery);
        assertThat(delivery.end()).startsWith("refused: ");
        assertThatThrownBy(() -> publisher.publish(batch(1), new RecordingDelivery()))
                .isInstanceOf(PublisherException.class);
    }

    private OtlpPublisher publisher(Map<String, String> keys) {
        configure(keys);
        OtlpPublisher publisher = new OtlpPublisher(configuration);
        started.add(publisher);
        return publisher;
    }

    private void configure(Map<String, String> keys) {
        Map<String, Object> all = new HashMap<>(Map.of("endpoint", collector.url()));
        all.putAll(keys);
        configuration.updated(FrameworkUtil.asDictionary(all));
    }

    private HealthReport health() {
        return configuration.health().iterator().next();
    }

    private static void awaitEnd(RecordingDelivery delivery) {
        await().atMost(BOUND).until(() -> delivery.end() != null);
    }

    private static SampleBatch batch(long samples) {
        return FakeBatch.of(
                "source",
                "cpu",
                Instant.now(),
                LongStream.range(0, samples)
                        .mapToObj(i -> Sample.of(Meter.cumulative("cpu", "ns"), i, Subject.of("vm-" + i)))
                        .toList());
    }
}
