package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.testkit.RecordingDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the publisher finds a real RabbitMQ, logs in, and loses it. */
class AmqpConnectionIT extends RealBroker {

    @Test
    void saysWhatToDoWhenFlagsDiffer() throws Exception {
        BROKER.declareDurableQueue(QUEUE);
        configure(Map.of("retry.max", 1));

        publisher.publish(Batches.of(1), new RecordingDelivery());

        await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.FAILED);
        assertThat(publisher.status().detail)
                .contains("127.0.0.1:" + Broker.PORT, "406 PRECONDITION_FAILED", "durable");
        HealthReport report = configuration.health().iterator().next();
        assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
        assertThat(report.remedy()).contains("durable.queues");

        BROKER.deleteQueueAndExchange(QUEUE, EXCHANGE);

        awaitConfirmed(1);
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.CONNECTED);
    }

    @Test
    void saysWhichVirtualHostThereIsNot() throws Exception {
        configure(Map.of("transport.url", BROKER.url() + "nowhere"));

        HealthReport report = failure();

        assertThat(report.message()).contains("virtual host of transport.url does not exist", "530 NOT_ALLOWED");
        assertThat(report.remedy()).contains("rabbitmqctl add_vhost", "etc/io.nephoscope.publisher.amqp.cfg");
    }

    @Test
    void saysWhichRightsTheUserLacks() throws Exception {
        BROKER.control("add_user", "reader", "secret");
        BROKER.control("set_permissions", "reader", "", "", ".*");
        try {
            configure(Map.of("transport.url", "rabbit://reader:secret@127.0.0.1:" + Broker.PORT + "/"));

            HealthReport report = failure();

            assertThat(report.message())
                    .contains("lacks a right", "403 ACCESS_REFUSED")
                    .doesNotContain("secret");
            assertThat(report.remedy()).contains("rabbitmqctl set_permissions");
        } finally {
            BROKER.control("delete_user", "reader");
        }
    }

    @Test
    void saysThatTheQueueBelongsToAnotherConnection() throws Exception {
        try (Connection owner = BROKER.declareExclusiveQueue(QUEUE)) {
            assertThat(owner.isOpen()).isTrue();
            configure(Map.of());

            HealthReport report = failure();

            assertThat(report.message()).contains("exclusive", "405 RESOURCE_LOCKED");
            assertThat(report.remedy()).contains("Delete the queue");
        }
    }

    /** A right that is taken away later closes the channel at the next message. */
    @Test
    void waitsForRightsThatAreTakenAwayAndGoesOn() throws Exception {
        BROKER.control("add_user", "writer", "secret");
        BROKER.control("set_permissions", "writer", ".*", ".*", ".*");
        try {
            configure(Map.of("transport.url", "rabbit://writer:secret@127.0.0.1:" + Broker.PORT + "/", "retry.max", 1));
            publisher.publish(Batches.of(1), new RecordingDelivery());
            awaitConfirmed(1);
            BROKER.control("set_permissions", "writer", ".*", "", ".*");
            // The broker remembers what it has permitted on a channel.
            BROKER.control("close_all_user_connections", "writer", "test");
            publisher.publish(Batches.of(2), new RecordingDelivery());
            assertThat(failure().remedy()).contains("rabbitmqctl set_permissions");

            BROKER.control("set_permissions", "writer", ".*", ".*", ".*");

            awaitConfirmed(3);
            assertThat(publisher.status().dropped).isZero();
        } finally {
            BROKER.control("delete_user", "writer");
        }
    }

    /** The password is changed at the broker first: the old one is refused, until the file holds the new one. */
    @Test
    void takesANewPasswordFromItsFileWhenTheOldOneIsRefused(@TempDir Path folder) throws Exception {
        BROKER.control("add_user", "rotating", "old-s3cr3t");
        BROKER.control("set_permissions", "rotating", ".*", ".*", ".*");
        try {
            Path file = Files.writeString(folder.resolve("url"), urlOf("rotating", "old-s3cr3t"));
            configure(Map.of("transport.url", "file:" + file, "retry.max", 1));
            publisher.publish(Batches.of(1), new RecordingDelivery());
            awaitConfirmed(1);
            BROKER.control("change_password", "rotating", "new-s3cr3t");
            BROKER.control("close_all_user_connections", "rotating", "test");
            publisher.publish(Batches.of(2), new RecordingDelivery());
            assertThat(failure().message()).contains("refuses the login").doesNotContain("s3cr3t");

            Files.writeString(file, urlOf("rotating", "new-s3cr3t"));

            awaitConfirmed(3);
        } finally {
            BROKER.control("delete_user", "rotating");
        }
    }

    /** The agent tells of the change: the connection is made anew though nobody has closed it. */
    @Test
    void takesAnotherLoginWhenItsFileChanges(@TempDir Path folder) throws Exception {
        BROKER.control("add_user", "second", "s3cr3t");
        BROKER.control("set_permissions", "second", ".*", ".*", ".*");
        try {
            Path file = Files.writeString(folder.resolve("url"), urlOf("guest", "guest"));
            configure(Map.of("transport.url", "file:" + file));
            publisher.publish(Batches.of(1), new RecordingDelivery());
            awaitConfirmed(1);
            assertThat(services.followedFiles()).containsExactly(file.toString());
            Files.writeString(file, urlOf("second", "s3cr3t"));

            services.tellOfChange();

            await().atMost(PATIENCE)
                    .until(() -> BROKER.control("list_connections", "user").contains("second"));
            publisher.publish(Batches.of(2), new RecordingDelivery());
            awaitConfirmed(3);
            assertThat(BROKER.control("list_connections", "user")).doesNotContain("guest");
        } finally {
            BROKER.control("delete_user", "second");
        }
    }

    /** The network takes everything and gives nothing, as behind a firewall that has forgotten the connection. */
    @Test
    void findsAHalfOpenConnectionWithinAHeartbeat() throws Exception {
        try (SwallowingProxy proxy = SwallowingProxy.open(Broker.PORT)) {
            configure(Map.of("transport.url", rabbit(proxy.port()), "heartbeat", 5, "confirm.timeout", 600));
            publisher.publish(Batches.of(1), new RecordingDelivery());
            awaitConfirmed(1);

            proxy.swallow();
            long began = System.nanoTime();
            await().atMost(PATIENCE).until(() -> publisher.status().state != PublisherStatus.State.CONNECTED);

            Duration took = Duration.ofNanos(System.nanoTime() - began);
            System.out.printf("a half-open connection was found after %d ms of a heartbeat of 5 s%n", took.toMillis());
            assertThat(took).isLessThan(Duration.ofSeconds(7));
            proxy.release();
            await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.CONNECTED);
        }
    }

    @Test
    void goesOnWithAnotherHostWhenAConnectionIsHalfOpen() throws Exception {
        try (SwallowingProxy one = SwallowingProxy.open(Broker.PORT);
                SwallowingProxy other = SwallowingProxy.open(Broker.PORT)) {
            String both =
                    "rabbit://guest:guest@127.0.0.1:" + one.port() + ",guest:guest@127.0.0.1:" + other.port() + "/";
            configure(Map.of("transport.url", both, "heartbeat", 5));
            publisher.publish(Batches.of(1), new RecordingDelivery());
            awaitConfirmed(1);
            boolean firstIsOne = one.accepted() == 1;

            (firstIsOne ? one : other).swallow();
            publisher.publish(Batches.of(2), new RecordingDelivery());

            awaitConfirmed(3);
            assertThat((firstIsOne ? other : one).accepted()).isEqualTo(1);
            Arrivals arrivals = new Arrivals();
            BROKER.drain(QUEUE, arrivals::add);
            assertThat(arrivals.samples).hasSize(3);
        }
    }

    /** Without heartbeats, and with a socket that is full: what is not confirmed in time ends the session. */
    @Test
    void losesNothingWhenTheNetworkSwallowsEverything() throws Exception {
        try (SwallowingProxy proxy = SwallowingProxy.open(Broker.PORT)) {
            configure(Map.of("transport.url", rabbit(proxy.port()), "heartbeat", 0, "confirm.timeout", 3));
            publisher.publish(Batches.of(1), new RecordingDelivery());
            awaitConfirmed(1);
            proxy.swallow();
            int sent = 1;
            // Until the window is full: each further one would wait for room.
            while (isTaken(Batches.of(500))) {
                sent += 500;
            }
            await().atMost(PATIENCE).until(() -> publisher.status().detail.contains("confirmed nothing for 3 s"));
            assertThat(publisher.status().state).isNotEqualTo(PublisherStatus.State.CONNECTED);

            proxy.release();

            awaitConfirmed(sent);
        }
    }

    @Test
    void failsOverToTheNextHost() throws Exception {
        configure(
                Map.of("transport.url", "rabbit://guest:guest@127.0.0.1:1,guest:guest@127.0.0.1:" + Broker.PORT + "/"));

        publisher.publish(Batches.of(1), new RecordingDelivery());

        awaitConfirmed(1);
    }

    @Test
    void keepsPasswordsToItself() throws Exception {
        configure(Map.of("transport.url", "rabbit://guest:s3cr3t@127.0.0.1:" + Broker.PORT + "/"));

        await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.FAILED);

        assertThat(publisher.status().detail).contains("refuses the login").doesNotContain("s3cr3t");
        assertThat(configuration.health()).asString().contains("transport.url").doesNotContain("s3cr3t");
    }

    @Test
    void speaksTlsWithABrokerItTrusts(@TempDir Path folder) throws Exception {
        try (TlsProxy proxy = TlsProxy.open(folder, Broker.PORT)) {
            String ca = proxy.certificate().toString();
            configure(Map.of("transport.url", "amqps://localhost:" + proxy.port() + "/", "ssl.ca.file", ca));

            publisher.publish(Batches.of(1), new RecordingDelivery());

            awaitConfirmed(1);
        }
    }

    @Test
    void refusesABrokerWhoseCertificateItCannotTrust(@TempDir Path folder) throws Exception {
        try (TlsProxy proxy = TlsProxy.open(folder, Broker.PORT)) {
            String stranger = "amqps://localhost:" + proxy.port() + "/";
            configure(Map.of("transport.url", stranger));
            await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.FAILED);
            assertThat(publisher.status().detail).contains("is not trusted");

            String ca = proxy.certificate().toString();
            configure(Map.of("transport.url", stranger.replace("localhost", "127.0.0.1"), "ssl.ca.file", ca));
            await().atMost(PATIENCE).until(() -> publisher.status().detail.startsWith("127.0.0.1"));
            assertThat(publisher.status().detail).contains("another host name");

            configure(Map.of("transport.url", stranger, "ssl.verify", false));
            await().atMost(PATIENCE).until(() -> publisher.status().state == PublisherStatus.State.CONNECTED);
        }
    }

    /** The broker checks our certificate, and we its: the login is the name in ours. */
    @Test
    void logsInByItsCertificate() throws Exception {
        BROKER.control("add_user", "agent", "unused");
        BROKER.control("set_permissions", "agent", ".*", ".*", ".*");
        try {
            configure(withCertificate("amqps://127.0.0.1:" + Broker.TLS_PORT + "/", "EXTERNAL"));

            publisher.publish(Batches.of(1), new RecordingDelivery());

            awaitConfirmed(1);
            assertThat(BROKER.control("list_connections", "user", "auth_mechanism", "peer_cert_subject"))
                    .contains("agent", "EXTERNAL", "CN=agent")
                    .doesNotContain("guest");
        } finally {
            BROKER.control("delete_user", "agent");
        }
    }

    @Test
    void saysThatNobodyHasTheNameOfTheCertificate() throws Exception {
        configure(withCertificate("amqps://127.0.0.1:" + Broker.TLS_PORT + "/", "EXTERNAL"));

        assertThat(failure().message()).contains("refuses the login");
    }

    @Test
    void logsInByPasswordWhereACertificateIsWanted() throws Exception {
        configure(withCertificate("amqps://guest:guest@localhost:" + Broker.TLS_PORT + "/", "PLAIN"));

        publisher.publish(Batches.of(1), new RecordingDelivery());

        awaitConfirmed(1);
    }

    @Test
    void saysThatTheBrokerWantsACertificate() throws Exception {
        configure(Map.of(
                "transport.url",
                "amqps://guest:guest@localhost:" + Broker.TLS_PORT + "/",
                "ssl.ca.file",
                BROKER.tlsFile("ca.pem")));

        await().atMost(PATIENCE)
                .until(() ->
                        configuration.health().iterator().next().remedy().contains("ssl.cert.file and ssl.key.file"));
        assertThat(publisher.status().state).isNotEqualTo(PublisherStatus.State.CONNECTED);
    }

    private static Map<String, Object> withCertificate(String url, String login) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("transport.url", url);
        settings.put("login.method", login);
        settings.put("ssl.ca.file", BROKER.tlsFile("ca.pem"));
        settings.put("ssl.cert.file", BROKER.tlsFile("agent.pem"));
        settings.put("ssl.key.file", BROKER.tlsFile("agent.key"));
        return settings;
    }

    private static String urlOf(String user, String password) {
        return "rabbit://" + user + ":" + password + "@127.0.0.1:" + Broker.PORT + "/\n";
    }
}
