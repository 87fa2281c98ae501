package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nephoscope.publisher.amqp.transport.BrokerAddress;
import io.nephoscope.publisher.amqp.transport.TransportUrl;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.LoggerFactory;

/** However an operator mangles a transport_url: its password is told nowhere, and nothing but a refusal escapes. */
class TransportUrlFuzzTest {

    private static final String PASSWORD = "hunter2wonderland";
    private static final List<String> URLS = List.of(
            "rabbit://nova:" + PASSWORD + "@controller:5672/nova",
            "amqps://nova:" + PASSWORD + "@one:5671,glance:" + PASSWORD + "@[::1]:5671//cloud",
            "rabbit://nova:" + PASSWORD + "@host/?ssl_ca_file=/etc/hostname&heartbeat_timeout_threshold=60",
            "rabbit://nova:%41" + PASSWORD + "%21@host/v%2Fhost?ssl=1&rabbit_login_method=PLAIN");
    private static final String LETTERS = ":/@?#,&=%[]*+ \u0000\uFFFD\u00e9\ud83d\"'\\{}$.0aZ-_\n\t";

    @Test
    void neverTellsThePasswordOfAMangledUrl() {
        SplittableRandom random = new SplittableRandom(20261129);
        for (int i = 0; i < 300_000; i++) {
            String url = mangled(random);
            try {
                TransportUrl read = TransportUrl.parse(url);
                assertUntold(url, read.toString());
                read.hosts().forEach(host -> assertUntold(url, host.toString()));
            } catch (IllegalArgumentException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    assertUntold(url, String.valueOf(cause.getMessage()));
                }
            }
        }
    }

    /** Through all that reads it: refusals, warnings, health, the log. */
    @Test
    void neverTellsThePasswordOfAMangledConfiguration() {
        Logger root = (Logger) LoggerFactory.getLogger("io.nephoscope");
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.setLevel(Level.DEBUG);
        root.setAdditive(false);
        root.addAppender(log);
        try {
            SplittableRandom random = new SplittableRandom(77);
            for (int i = 0; i < 20_000; i++) {
                String url = mangled(random);
                AmqpConfiguration configuration = new AmqpConfiguration();
                configuration.updated(FrameworkUtil.asDictionary(
                        random.nextInt(10) == 0 ? Map.of(url, "") : Map.of("transport.url", url)));
                configuration.health().forEach(report -> assertUntold(url, report.toString()));
                assertUntold(url, configuration.missing().orElse(""));
                log.list.forEach(event -> assertUntold(url, event.getFormattedMessage()));
                log.list.clear();
            }
        } finally {
            root.detachAppender(log);
            root.setAdditive(true);
            root.setLevel(before);
        }
    }

    @Test
    void tellsTheNameOfAHostOnlyOnDemand() {
        BrokerAddress host = TransportUrl.parse("rabbit://" + PASSWORD).hosts().get(0);

        assertThat(host).hasToString("the first host of transport.url");
    }

    private static void assertUntold(String url, String text) {
        if (text.contains(PASSWORD)) {
            fail("%s tells the password: %s", url, text);
        }
    }

    /** One to four slips of the keyboard or of a template, never within the password. */
    private static String mangled(SplittableRandom random) {
        StringBuilder url = new StringBuilder(URLS.get(random.nextInt(URLS.size())));
        int slips = 1 + random.nextInt(4);
        for (int i = 0; i < slips; i++) {
            int at = random.nextInt(url.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(6)) {
                case 0 -> url.deleteCharAt(at);
                case 1 -> url.insert(at, letter);
                case 2 -> url.setCharAt(at, letter);
                case 3 -> url.delete(0, at);
                case 4 -> url.setLength(Math.max(1, at));
                default -> {
                    int end = at + random.nextInt(url.length() - at);
                    url.insert(random.nextInt(url.length()), url.substring(at, end));
                }
            }
            if (url.length() == 0) {
                url.append(PASSWORD);
            }
        }
        return url.toString();
    }
}
