package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nephoscope.publisher.amqp.transport.BrokerAddress;
import io.nephoscope.publisher.amqp.transport.TransportUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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

    /** Slips that chance makes once in ten thousand times, if ever. */
    private static final List<String> RARE = List.of(
            "rabbit://nova:%FF" + PASSWORD + "@host/v",
            "rabbit://nova:" + PASSWORD + "@one,%FF:" + PASSWORD + "@two/v",
            "rabbit://one,two,glance:%G1" + PASSWORD + "@three/v",
            "rabbit://nova:" + PASSWORD + "@host/%FF" + PASSWORD,
            "rabbit://nova:" + PASSWORD + "@host:99999/" + PASSWORD,
            "rabbit://one,two,nova:" + PASSWORD + "@three:0/v",
            "rabbit://one,two,three,nova:" + PASSWORD + "@fo\u00e9ur/v",
            "rabbit://nova:" + PASSWORD + "@host/v?ssl=%G1" + PASSWORD,
            "rabbit://nova:" + PASSWORD + "@host/v?ssl=1&ssl=%FF" + PASSWORD);

    /** How many kinds of refusal the parser has, by its sentences without numbers and ordinals; and to take the URL. */
    private static final int KINDS = 15;

    private static final String LETTERS = ":/@?#,&=%[]*+ \u0000\uFFFD\u00e9\ud83d\"'\\{}$.0aZ-_\n\t";

    @Test
    void neverTellsThePasswordOfAMangledUrl() {
        Set<String> kinds = new HashSet<>();
        mangled(new SplittableRandom(20261129), 25_000).forEach(url -> {
            try {
                TransportUrl read = TransportUrl.parse(url);
                assertUntold(url, read.toString());
                read.hosts().forEach(host -> assertUntold(url, host.toString()));
                kinds.add("taken");
            } catch (IllegalArgumentException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    assertUntold(url, String.valueOf(cause.getMessage()));
                }
                kinds.add(kind(String.valueOf(e.getMessage())));
            }
        });

        assertThat(kinds).hasSizeGreaterThanOrEqualTo(KINDS);
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
        Set<String> kinds = new HashSet<>();
        try {
            SplittableRandom random = new SplittableRandom(77);
            AmqpConfiguration configuration = new AmqpConfiguration(AmqpInstance.FIRST, (listener, paths) -> null);
            for (String url : mangled(random, 3_000).toList()) {
                if (random.nextInt(50) == 0) {
                    configuration = new AmqpConfiguration(
                            AmqpInstance.FIRST, (listener, paths) -> null); // one that has nothing in force
                }
                boolean isKey = random.nextInt(10) == 0;
                configuration.updated(
                        FrameworkUtil.asDictionary(isKey ? Map.of(url, "") : Map.of("transport.url", url)));
                configuration.health().forEach(report -> {
                    assertUntold(url, report.toString());
                    kinds.add(isKey ? "a key" : kind(report.message()));
                });
                assertUntold(url, configuration.missing().orElse(""));
                log.list.forEach(event -> assertUntold(url, event.getFormattedMessage()));
                log.list.clear();
            }
        } finally {
            root.detachAppender(log);
            root.setAdditive(true);
            root.setLevel(before);
        }

        assertThat(kinds)
                .as("the parser's, a key, and what the options' keys say")
                .hasSizeGreaterThan(KINDS);
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

    /** A refusal without what differs from URL to URL. */
    private static String kind(String sentence) {
        return sentence.replaceAll("first|second|third|[0-9]+th", "n-th").replaceAll("[0-9]+", "#");
    }

    /** The rare ones, and so many others; all of them still hold the password, for others cannot tell it. */
    private static Stream<String> mangled(SplittableRandom random, int count) {
        return Stream.concat(
                RARE.stream(),
                Stream.generate(() -> mangled(random))
                        .filter(url -> url.contains(PASSWORD))
                        .limit(count));
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
