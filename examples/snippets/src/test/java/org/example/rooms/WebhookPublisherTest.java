package org.example.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import io.nephoscope.testkit.PublisherContract;
import io.nephoscope.testkit.RecordingDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookPublisherTest extends PublisherContract {

    private static final FakeBatch BATCH = FakeBatch.of(
            "test", "test", Instant.EPOCH, List.of(Sample.of(Meter.gauge("test", ""), 1, Subject.of("one"))));

    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.answering(200, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Publisher publisher() {
        return new WebhookPublisher(server.url());
    }

    @Test
    void confirmsWhatTheOtherSideTook() throws Exception {
        Publisher publisher = publisher();

        assertThat(end(publisher)).isEqualTo("confirmed");
        assertThat(end(publisher)).isEqualTo("confirmed");

        assertThat(publisher.status().confirmed).isEqualTo(2);
        assertThat(server.requests).containsOnly(BATCH.id() + " 1970-01-01T00:00:00Z test one 1");
    }

    @Test
    void givesBackWhatTheOtherSideCannotTakeNow() throws Exception {
        try (WebServer busy = WebServer.answering(503, Map.of())) {
            assertThat(end(new WebhookPublisher(busy.url()))).isEqualTo("refused: status 503");
        }
        assertThat(end(new WebhookPublisher(URI.create("http://127.0.0.1:1/")))).isEqualTo("refused: no answer");
    }

    @Test
    void countsAsLostWhatTheOtherSideWillNeverTake() throws Exception {
        try (WebServer strict = WebServer.answering(400, Map.of())) {
            Publisher publisher = new WebhookPublisher(strict.url());

            assertThat(end(publisher)).isEqualTo("refused for ever: status 400");
            assertThat(publisher.status().dropped).isEqualTo(1);
        }
    }

    private static String end(Publisher publisher) throws Exception {
        RecordingDelivery delivery = new RecordingDelivery();
        publisher.publish(BATCH, delivery);
        return await().until(delivery::end, end -> end != null);
    }
}
