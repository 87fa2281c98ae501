package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.publisher.amqp.delivery.FakeBroker;
import io.nephoscope.testkit.RecordingDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FurtherPublishersTest {

    private static final String FILE = "felix.fileinstall.filename";
    private static final String FOLDER = "file:/opt/nephoscope/etc/";
    private static final String PID = "io.nephoscope.publisher.amqp.5b1c";

    private final FakeServices services = new FakeServices();
    private final FakeBroker broker = new FakeBroker("one", "two");
    private final FurtherPublishers publishers =
            new FurtherPublishers(services::registerPublisher, services::registerFiles, broker);

    @AfterEach
    void stop() {
        publishers.stop();
    }

    @Test
    void offersAPublisherForEachFile() {
        update(PID, "io.nephoscope.publisher.amqp-billing.cfg");
        update("io.nephoscope.publisher.amqp~archive", "io.nephoscope.publisher.amqp~archive.cfg");
        publishers.updated("io.nephoscope.publisher.amqp~byhand", FakeServices.properties());

        assertThat(services.publishers()).containsExactly("amqp-billing", "amqp-archive", "amqp-byhand");
    }

    /** Until the agent's configuration names it, nobody connects. */
    @Test
    void connectsWhenThePublisherIsUsed() {
        update(PID, "io.nephoscope.publisher.amqp-billing.cfg");
        assertThat(broker.sessions).isEmpty();

        Publisher publisher = services.publisher("amqp-billing").use();

        await().until(() -> publisher.status().state == State.CONNECTED);
        assertThat(publisher.status().detail).contains("one:5672");
        services.publisher("amqp-billing").giveBack();
        assertThat(publisher.status().detail).isEqualTo("stopped");
    }

    @Test
    void sendsToSeveralBrokersAtOnce() throws Exception {
        update(PID, "io.nephoscope.publisher.amqp-billing.cfg");
        publishers.updated(
                "io.nephoscope.publisher.amqp.6d",
                FakeServices.properties(
                        FILE, FOLDER + "io.nephoscope.publisher.amqp-archive.cfg", "transport.url", "rabbit://two"));
        Publisher billing = services.publisher("amqp-billing").use();
        Publisher archive = services.publisher("amqp-archive").use();

        billing.publish(Batches.of(1), new RecordingDelivery());
        archive.publish(Batches.of(2), new RecordingDelivery());

        await().until(() -> billing.status().inFlight == 1 && archive.status().inFlight == 2);
        assertThat(billing.status().detail).contains("one:5672");
        assertThat(archive.status().detail).contains("two:5672");
    }

    @Test
    void followsItsFile() {
        update(PID, "io.nephoscope.publisher.amqp-billing.cfg");
        Publisher publisher = services.publisher("amqp-billing").use();
        await().until(() -> publisher.status().state == State.CONNECTED);

        publishers.updated(
                PID,
                FakeServices.properties(
                        FILE, FOLDER + "io.nephoscope.publisher.amqp-billing.cfg", "transport.url", "rabbit://two"));

        await().until(() -> publisher.status().detail.contains("two:5672"));
        assertThat(services.publisher("amqp-billing").use()).isSameAs(publisher);
    }

    @Test
    void endsWithItsFile() throws Exception {
        update(PID, "io.nephoscope.publisher.amqp-billing.cfg");
        Publisher publisher = services.publisher("amqp-billing").use();
        RecordingDelivery delivery = new RecordingDelivery();
        publisher.publish(Batches.of(1), delivery);

        publishers.deleted(PID);

        assertThat(services.all).isEmpty();
        assertThat(delivery.end()).startsWith("refused: ");
        assertThat(publishers.health()).isEmpty();
        publishers.deleted(PID);
    }

    @Test
    void namesTheFileThatIsToBeCorrected() {
        publishers.updated(
                PID,
                FakeServices.properties(
                        FILE, FOLDER + "io.nephoscope.publisher.amqp-billing.cfg", "transport.url", "no url"));

        assertThat(publishers.health()).singleElement().satisfies(report -> {
            assertThat(report.subject()).isEqualTo("amqp-billing");
            assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(report.message()).startsWith("io.nephoscope.publisher.amqp-billing.cfg: transport.url: ");
            assertThat(report.remedy()).isEqualTo("Correct etc/io.nephoscope.publisher.amqp-billing.cfg");
        });
    }

    @Test
    void namesTheFileWhereTheBrokerRefuses() {
        broker.up.clear();
        update(PID, "io.nephoscope.publisher.amqp-billing.cfg");
        Publisher unused = services.publisher("amqp-billing").use();

        await().until(() ->
                publishers.health().stream().anyMatch(report -> report.remedy().contains("correct transport.url")));

        HealthReport report = publishers.health().iterator().next();
        assertThat(unused.status().detail).contains("connection refused");
        assertThat(report.subject()).isEqualTo("amqp-billing");
        assertThat(report.remedy()).endsWith("(etc/io.nephoscope.publisher.amqp-billing.cfg)");
    }

    @Test
    void keepsTheFirstOfTwoOfOneName() {
        update(PID, "io.nephoscope.publisher.amqp-billing.cfg");

        update("io.nephoscope.publisher.amqp~billing", "io.nephoscope.publisher.amqp~billing.cfg");

        assertThat(services.publishers()).containsExactly("amqp-billing");
        assertThat(publishers.health()).singleElement().satisfies(report -> {
            assertThat(report.message())
                    .contains("amqp~billing.cfg is not in force", "amqp-billing.cfg has made a publisher");
            assertThat(report.remedy()).contains("Remove or rename");
        });
        publishers.deleted(PID);
        assertThat(services.publishers()).containsExactly("amqp-billing");
        assertThat(publishers.health()).isEmpty();
    }

    @Test
    void followsTheFilesOfItsSecrets(@TempDir Path folder) throws Exception {
        Path url = Files.writeString(folder.resolve("url"), "rabbit://one");
        publishers.updated(
                PID,
                FakeServices.properties(
                        FILE, FOLDER + "io.nephoscope.publisher.amqp-billing.cfg", "transport.url", "file:" + url));
        Publisher publisher = services.publisher("amqp-billing").use();
        await().until(() -> publisher.status().state == State.CONNECTED);

        assertThat(services.followedFiles()).containsExactly(url.toString());
        Files.writeString(url, "rabbit://two");
        services.tellOfChange();

        await().until(() -> publisher.status().detail.contains("two:5672"));
        publishers.deleted(PID);
        assertThat(services.all).isEmpty();
    }

    private void update(String pid, String file) {
        publishers.updated(pid, FakeServices.properties(FILE, FOLDER + file, "transport.url", "rabbit://one"));
    }
}
