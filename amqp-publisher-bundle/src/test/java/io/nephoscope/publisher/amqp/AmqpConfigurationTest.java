package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.publisher.amqp.transport.Login;
import io.nephoscope.publisher.amqp.transport.Target;
import io.nephoscope.publisher.amqp.wire.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;

class AmqpConfigurationTest {

    private final AmqpConfiguration configuration =
            new AmqpConfiguration(AmqpInstance.FIRST, (listener, paths) -> null);
    private final Follower follower = new Follower();

    @Test
    void startsWithTheDefaultsOfOslo() {
        configuration.subscribe(follower);

        configuration.updated(null);

        AmqpSettings settings = follower.newest();
        Target target = settings.delivery().target();
        assertThat(target.url().hosts()).extracting("host", "port").containsExactly(tuple("127.0.0.1", 5672));
        assertThat(target.topology().exchange()).isEqualTo("ceilometer");
        assertThat(target.topology().routingKeys()).containsExactly("notifications.sample");
        assertThat(target.topology().flags().durable()).isFalse();
        assertThat(target.login()).isEqualTo(Login.AMQPLAIN);
        assertThat(target.heartbeat()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.delivery().windowMessages()).isEqualTo(200);
        assertThat(settings.delivery().windowBytes()).isEqualTo(16 << 20);
        assertThat(settings.format().driver()).isEqualTo(Driver.MESSAGINGV2);
        assertThat(settings.format().secret()).isEqualTo("change this for valid signing");
    }

    @Test
    void handsOverTheSettingsInForceToWhoComesLater() {
        configuration.updated(null);

        configuration.subscribe(follower);

        assertThat(follower.applied).hasSize(1);
    }

    @Test
    void saysNothingWhenNothingChanged() {
        configuration.subscribe(follower);

        update(Map.of("heartbeat", "60"));
        update(Map.of("heartbeat", 60, "felix.fileinstall.filename", "file:/etc/x.cfg"));

        assertThat(follower.applied).hasSize(1);
    }

    @Test
    void readsTextsAsConfigurationFilesHaveThem() {
        configuration.subscribe(follower);

        update(Map.of(
                "topics", "one, two", "quorum.queue", "True", "confirm.window.bytes", " 1000 ", "driver", "messaging"));

        AmqpSettings settings = follower.newest();
        assertThat(settings.delivery().target().topology().topics()).containsExactly("one", "two");
        assertThat(settings.delivery().target().topology().flags().quorum().enabled())
                .isTrue();
        assertThat(settings.delivery().windowBytes()).isEqualTo(1000);
        assertThat(settings.format().driver()).isEqualTo(Driver.MESSAGING);
    }

    @Test
    void takesOptionsThatTheUrlBringsAlong() {
        configuration.subscribe(follower);

        update(Map.of(
                "transport.url",
                "rabbit://host/?ssl=1&amqp_durable_queues=true&rpc_conn_pool_size=3",
                "durable.queues",
                "false"));

        assertThat(follower.newest().delivery().target().tls().enabled()).isTrue();
        assertThat(follower.newest().delivery().target().topology().flags().durable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeat, soon",
        "heartbeat, -1",
        "heartbeat, 65536",
        "connect.timeout, 0",
        "confirm.timeout, 0",
        "confirm.window.messages, 0",
        "confirm.window.bytes, 99999999999",
        "durable.queues, perhaps",
        "driver, log",
        "login.method, KERBEROS",
        "transport.url, http://u:s3cr3t@host",
        "transport.url, rabbit://host/?ssl_ca_file=s3cr3t",
        "transport.url, rabbit://host/?ssl_ca_file=s3cr3t%00",
        "transport.url, rabbit://host/?heartbeat_timeout_threshold=s3cr3t",
        "topics, ' , '",
        "control.exchange, ''",
        "ssl.ca.file, /does/not/exist",
        "ssl.cert.file, /etc/hostname",
        "retry.max, 0"
    })
    void refusesWhatItCannotUseAndKeepsTheRest(String key, String value) {
        configuration.subscribe(follower);
        update(Map.of("heartbeat", "60"));

        update(Map.of(key, value, "telemetry.secret", "other"));

        assertThat(follower.applied).hasSize(2);
        assertThat(configuration.missing()).isEmpty();
        assertThat(follower.newest().format().secret()).isEqualTo("other");
        assertThat(configuration.health()).first().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(report.message())
                    .startsWith("io.nephoscope.publisher.amqp.cfg: " + key + ": ")
                    .doesNotContain("s3cr3t");
            assertThat(report.remedy()).contains("etc/io.nephoscope.publisher.amqp.cfg");
        });
    }

    /** Its default would sign every sample wrongly, and nobody would notice. */
    @ParameterizedTest
    @ValueSource(strings = {"Schl\uFFFDssel", "\"in quotes\"", "'in quotes'", "file:/does/not/exist"})
    void publishesNothingWithASecretThatNobodyHasChosen(String secret) {
        configuration.subscribe(follower);

        update(Map.of("telemetry.secret", secret));

        assertThat(follower.applied).isEmpty();
        assertThat(configuration.missing()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("telemetry.secret", "nothing is done until it is corrected")
                .doesNotContain(secret));
        update(Map.of("telemetry.secret", "Schl\u00fcssel"));
        assertThat(configuration.missing()).isEmpty();
        assertThat(follower.newest().format().secret()).isEqualTo("Schl\u00fcssel");
    }

    @Test
    void takesSecretsFromFilesAndFollowsThem(@TempDir Path folder) throws IOException {
        Path url = Files.writeString(folder.resolve("url"), "rabbit://nova:old@controller/\n");
        configuration.subscribe(follower);
        update(Map.of("transport.url", "file:" + url));
        assertThat(follower.newest().delivery().target().url().hosts().get(0).password())
                .isEqualTo("old");
        Files.writeString(url, "rabbit://nova:new@controller/\n");

        configuration.reread();
        configuration.reread();

        assertThat(follower.applied).hasSize(2);
        assertThat(follower.newest().delivery().target().url().hosts().get(0).password())
                .isEqualTo("new");
    }

    /** What the file holds is read at once when it changes, not only before the next attempt to connect. */
    @Test
    void hasTheFilesOfItsSecretsFollowed(@TempDir Path folder) throws IOException {
        Path url = Files.writeString(folder.resolve("url"), "rabbit://nova:old@controller/");
        Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t");
        FakeServices services = new FakeServices();
        AmqpConfiguration followed = new AmqpConfiguration(AmqpInstance.FIRST, services::registerFiles);
        followed.subscribe(follower);

        followed.take(Map.of("transport.url", "file:" + url, "telemetry.secret", " file: " + secret));
        assertThat(services.followedFiles()).containsExactlyInAnyOrder(url.toString(), secret.toString());
        Files.writeString(url, "rabbit://nova:new@controller/");
        services.tellOfChange();

        assertThat(follower.newest().delivery().target().url().hosts().get(0).password())
                .isEqualTo("new");
        followed.take(Map.of("transport.url", "file:" + url));
        assertThat(services.followedFiles()).containsExactly(url.toString());
        followed.take(Map.of("transport.url", "rabbit://one"));
        assertThat(services.all).isEmpty();
        followed.stop();
    }

    /** A line that holds nothing but a secret reads like a key. */
    @Test
    void showsNoKeyThatMayBeASecret() {
        update(Map.of("s3cr3t-word", "", "heartbaet", "3"));

        assertThat(configuration.health())
                .extracting(HealthReport::message)
                .hasSize(2)
                .noneMatch(message -> message.contains("s3cr3t-word"))
                .anyMatch(message -> message.contains("did you mean heartbeat?"));
    }

    @Test
    void recoversFromARefusal() {
        configuration.subscribe(follower);
        update(Map.of("transport.url", "no url"));
        assertThat(configuration.missing()).isPresent();

        update(Map.of("transport.url", "rabbit://one"));

        assertThat(configuration.missing()).isEmpty();
        assertThat(follower.applied).hasSize(1);
        assertThat(configuration.health()).containsExactly(Follower.FINE);
    }

    @Test
    void isSilentWhenNobodyPublishes() {
        configuration.updated(null);

        assertThat(configuration.health()).isEmpty();
    }

    private void update(Map<String, Object> settings) {
        configuration.updated(FrameworkUtil.asDictionary(settings));
    }

    private static final class Follower implements AmqpConfiguration.Subscriber {

        static final HealthReport FINE = HealthReport.ok("amqp", "fine");

        final List<AmqpSettings> applied = new ArrayList<>();

        AmqpSettings newest() {
            return applied.get(applied.size() - 1);
        }

        @Override
        public void apply(AmqpSettings settings) {
            applied.add(settings);
        }

        @Override
        public HealthReport health() {
            return FINE;
        }
    }
}
