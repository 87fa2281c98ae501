package io.nephoscope.core.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.source.DiscoveryUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PollLogTest {

    private static final AssignmentName CPU = new AssignmentName("all", "cpu");
    private static final DiscoveryUrl ROOMS = DiscoveryUrl.parse("rooms");

    private final Logger logger = (Logger) LoggerFactory.getLogger(PollLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final PollLog log = new PollLog();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void logsAFailureOnceAndItsEndOnce() {
        polled("down", null);
        polled("down", null);
        polled("", null);
        polled("", null);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Pollster cpu failed for source all: down", "Pollster cpu works again for source all");
    }

    @Test
    void showsTheStackOfAFailureThatWasNotMeant() {
        polled("meant", new PollsterException("meant"));
        polled("bug", new IllegalStateException("bug"));

        assertThat(lines.list)
                .extracting(event -> event.getThrowableProxy() != null)
                .containsExactly(false, true);
    }

    @Test
    void logsOnlyResourcesThatAreNewlyFailing() {
        log.polled(CPU, "", null, Map.of("a", "gone"));
        log.polled(CPU, "", null, Map.of("a", "gone"));
        log.polled(CPU, "", null, Map.of("a", "gone", "snmp://u:p@b", "no route"));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Pollster cpu cannot read 1 more resource of source all, for example a: gone",
                        "Pollster cpu cannot read 1 more resource of source all, for example snmp://***@b: no route");
    }

    @Test
    void isNotFilledByWhoFailsInOtherWordsEachTime() {
        for (int time = 0; time < 100; time++) {
            polled("failed at " + time, null);
            log.discovered(ROOMS, "failed at " + time, null);
            log.late(CPU, 1);
        }

        assertThat(lines.list).hasSize(8 + 8 + 1);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("Pollster cpu failed for source all: failed at 7; more is not logged until it works again");
    }

    @Test
    void isNotFilledByWhoBlacklistsAHundredThousandResources() {
        List<Blacklist.Entry> entries = IntStream.range(0, 100_000)
                .mapToObj(number ->
                        new Blacklist.Entry(CPU, "nobodys-" + number, "gone", Instant.EPOCH, Optional.empty(), 1))
                .toList();

        log.blacklisted(entries);

        assertThat(lines.list).hasSize(9);
        assertThat(lines.list.get(8).getFormattedMessage())
                .isEqualTo("Pollster cpu no longer polls 99992 more resources for source all;"
                        + " the command blacklist lists them");
    }

    @Test
    void logsTwoFailuresThatTakeTurnsOnceEach() {
        for (int time = 0; time < 10; time++) {
            polled("too late", null);
            polled("still busy", null);
        }
        polled("", null);
        polled("too late", null);

        assertThat(lines.list).hasSize(4);
    }

    @Test
    void cutsSecretsOutOfReasons() {
        polled("no answer of http://user:secret@host/", null);
        log.polled(CPU, "", null, Map.of("a", "no answer of http://host/?token=secret"));
        log.discovered(ROOMS, "no answer of http://user:secret@host/", null);

        assertThat(lines.list)
                .hasSize(4)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void logsAFailingDiscoveryOnceForAllItsPollsters() {
        log.discovered(ROOMS, "down", null);
        log.discovered(ROOMS, "down", null);
        log.discovered(ROOMS, "", null);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Discovery rooms failed: down", "Discovery rooms works again");
    }

    @Test
    void forgetsWhatIsNoLongerScheduled() {
        polled("down", null);
        log.discovered(ROOMS, "down", null);

        log.retain(Set.of(), Set.of());
        polled("down", null);
        log.discovered(ROOMS, "down", null);

        assertThat(lines.list).hasSize(4);
    }

    private void polled(String error, @Nullable Throwable cause) {
        log.polled(CPU, error, cause, Map.of());
    }
}
