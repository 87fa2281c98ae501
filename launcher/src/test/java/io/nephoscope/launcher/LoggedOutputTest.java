package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggedOutputTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("stdout");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void logsEachWholeLine() {
        PrintStream out = LoggedOutput.stream();

        out.print("cpu 1");
        out.print(" ns\nméter {}\nrest");

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("cpu 1 ns", "méter {}");
    }
}
