package io.nephoscope.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.LoggerFactory;

class LogForwarderTest {

    /** Remembers entries as the log service does. */
    private static final class FakeReader implements LogReaderService {

        final List<LogEntry> past = new ArrayList<>();
        final List<LogListener> listeners = new ArrayList<>();

        @Override
        public void addLogListener(LogListener listener) {
            listeners.add(listener);
        }

        @Override
        public void removeLogListener(LogListener listener) {
            listeners.remove(listener);
        }

        @Override
        public Enumeration<LogEntry> getLog() {
            return Collections.enumeration(past);
        }

        void say(LogEntry entry) {
            listeners.forEach(listener -> listener.logged(entry));
        }
    }

    private final Logger logger = (Logger) LoggerFactory.getLogger("scr");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FakeReader reader = new FakeReader();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    @Test
    void forwardsWhatWasSaidBeforeAndAfterItsStart() {
        reader.past.add(entry("scr", LogLevel.ERROR, "early"));

        LogForwarder unused = new LogForwarder(reader);
        reader.say(entry("scr", LogLevel.WARN, "late"));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel, event -> event.getFormattedMessage()
                        .replaceFirst(" .*", ""))
                .containsExactly(tuple(Level.ERROR, "early"), tuple(Level.WARN, "late"));
    }

    @Test
    void forwardsNeitherChatterNorTheFrameworksEvents() {
        LogForwarder unused = new LogForwarder(reader);

        reader.say(entry("scr", LogLevel.INFO, "chatter"));
        reader.say(entry("Events.Framework", LogLevel.ERROR, "event"));

        assertThat(lines.list).isEmpty();
    }

    @Test
    void saysTheSameOnce() {
        LogForwarder unused = new LogForwarder(reader);

        reader.say(entry("scr", LogLevel.ERROR, "again"));
        reader.say(entry("scr", LogLevel.ERROR, "again"));

        assertThat(lines.list).hasSize(1);
    }

    @Test
    void letsNobodyForgeLinesOrFillTheLog() {
        LogForwarder unused = new LogForwarder(reader);

        reader.say(entry("scr", LogLevel.ERROR, "one\nERROR forged \u001b[2J" + "x".repeat(100_000)));

        assertThat(lines.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .hasSizeLessThan(600)
                .startsWith("one\\nERROR forged")
                .doesNotContain("\n", "\u001b"));
    }

    @Test
    void listensNoMoreWhenStopped() {
        LogForwarder forwarder = new LogForwarder(reader);

        forwarder.stop();

        assertThat(reader.listeners).isEmpty();
    }

    /** An entry of which only these are asked. */
    private static LogEntry entry(String logger, LogLevel level, String message) {
        Map<String, Object> answers = Map.of("getLoggerName", logger, "getLogLevel", level, "getMessage", message);
        return (LogEntry) Proxy.newProxyInstance(
                LogForwarderTest.class.getClassLoader(),
                new Class<?>[] {LogEntry.class},
                (proxy, method, arguments) -> answer(answers, method.getName()));
    }

    private static @Nullable Object answer(Map<String, Object> answers, String question) {
        return answers.get(question);
    }
}
