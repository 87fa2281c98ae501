package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.publisher.amqp.transport.Login;
import io.nephoscope.publisher.amqp.wire.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.FrameworkUtil;

class SettingsFeedTest {

    private final SettingsFeed feed = new SettingsFeed();
    private final Follower follower = new Follower();

    @Test
    void startsWithTheDefaultsOfOslo() {
        feed.subscribe(follower);

        feed.updated(null);

        Settings settings = follower.applied.get(0);
        assertThat(settings.route().target().url()).hasToString("rabbit://127.0.0.1:5672/");
        assertThat(settings.route().target().topology().exchange()).isEqualTo("ceilometer");
        assertThat(settings.route().target().topology().routingKeys()).containsExactly("notifications.sample");
        assertThat(settings.route().target().topology().flags().durable()).isFalse();
        assertThat(settings.route().target().login()).isEqualTo(Login.AMQPLAIN);
        assertThat(settings.route().target().heartbeat()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.route().window().messages()).isEqualTo(200);
        assertThat(settings.route().window().bytes()).isEqualTo(16 << 20);
        assertThat(settings.format().driver()).isEqualTo(Driver.MESSAGINGV2);
        assertThat(settings.format().secret()).isEqualTo("change this for valid signing");
    }

    @Test
    void handsOverTheSettingsInForceToWhoComesLater() {
        feed.updated(null);

        feed.subscribe(follower);

        assertThat(follower.applied).hasSize(1);
    }

    @Test
    void saysNothingWhenNothingChanged() {
        feed.subscribe(follower);

        update(Map.of("heartbeat", "60"));
        update(Map.of("heartbeat", 60, "felix.fileinstall.filename", "file:/etc/x.cfg"));

        assertThat(follower.applied).hasSize(1);
    }

    @Test
    void readsTextsAsConfigurationFilesHaveThem() {
        feed.subscribe(follower);

        update(Map.of("topics", "one, two", "quorum.queue", "True", "outbox.bytes", " 1000 ", "driver", "messaging"));

        Settings settings = follower.applied.get(0);
        assertThat(settings.route().target().topology().topics()).containsExactly("one", "two");
        assertThat(settings.route().target().topology().flags().quorum().enabled())
                .isTrue();
        assertThat(settings.bounds().bytes()).isEqualTo(1000);
        assertThat(settings.format().driver()).isEqualTo(Driver.MESSAGING);
    }

    @Test
    void takesOptionsThatTheUrlBringsAlong() {
        feed.subscribe(follower);

        update(Map.of("transport.url", "rabbit://host/?ssl=1&amqp_durable_queues=true&rpc_conn_pool_size=3"));

        assertThat(follower.applied.get(0).route().target().tls().enabled()).isTrue();
        assertThat(follower.applied.get(0).route().target().topology().flags().durable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeat, soon",
        "heartbeat, -1",
        "confirm.window.messages, 0",
        "outbox.messages, 99999999999",
        "durable.queues, perhaps",
        "driver, log",
        "login.method, KERBEROS",
        "transport.url, http://u:s3cr3t@host",
        "topics, ' , '",
        "control.exchange, ''",
        "ssl.ca.file, /does/not/exist",
        "ssl.cert.file, /etc/hostname",
        "retry.max, 0"
    })
    void refusesWhatItCannotUseAndKeepsTheRest(String key, String value) {
        feed.subscribe(follower);
        feed.updated(null);

        update(Map.of(key, value));

        assertThat(follower.applied).hasSize(1);
        assertThat(feed.refused())
                .hasValueSatisfying(
                        reason -> assertThat(reason).startsWith(key + ": ").doesNotContain("s3cr3t"));
        assertThat(feed.health()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(report.remedy()).contains("etc/io.nephoscope.publisher.amqp.cfg");
        });
    }

    @Test
    void recoversFromARefusal() {
        feed.subscribe(follower);
        update(Map.of("heartbeat", "soon"));

        update(Map.of("heartbeat", "30"));

        assertThat(feed.refused()).isEmpty();
        assertThat(follower.applied).hasSize(1);
        assertThat(feed.health()).containsExactly(Follower.FINE);
    }

    @Test
    void isSilentWhenNobodyPublishes() {
        feed.updated(null);

        assertThat(feed.health()).isEmpty();
    }

    private void update(Map<String, Object> settings) {
        feed.updated(FrameworkUtil.asDictionary(settings));
    }

    private static final class Follower implements SettingsFeed.Subscriber {

        static final HealthReport FINE = HealthReport.ok("amqp", "fine");

        final List<Settings> applied = new ArrayList<>();

        @Override
        public void apply(Settings settings) {
            applied.add(settings);
        }

        @Override
        public HealthReport health() {
            return FINE;
        }
    }
}
