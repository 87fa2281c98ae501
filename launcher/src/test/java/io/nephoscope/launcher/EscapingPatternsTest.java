package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapingPatternsTest {

    /** Of the shipped logback.xml. */
    private static final String SHIPPED =
            "%d{HH:mm:ss.SSS} %-5level [%thread] %logger{36} %replace(%msg%n%ex){\"(?<=://)[^\\s/?#]*@\", \"***@\"}%nopex";

    private static final String FORGERY =
            "one\n12:00:00.000 ERROR forged line\r\u001b[2J\u2028\u0000" + "x".repeat(1 << 20);
    private static final int LONGEST_LINE = 5000;

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("a.plugin");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    EscapingPatternsTest() {
        EscapingPatterns.install();
        context.addTurboFilter(new UntellableFilter());
        events.start();
        context.getLogger("ROOT").addAppender(events);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void letsNoMessageForgeOrFloodALog() {
        logger.warn("{}", FORGERY);

        assertThat(written(SHIPPED)).hasSize(1);
        assertThat(written(SHIPPED).get(0))
                .contains("one\\n12:00:00.000 ERROR forged line\\r\\u001b[2J\\u2028\\u0000xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ex", "%rEx", "%xEx", "%throwable"})
    void letsNoExceptionForgeOrFloodALog(String pattern) {
        RuntimeException cause = new IllegalArgumentException(FORGERY);
        cause.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("a\nforged.Class", "method\n12:00", "\u001bFile", 1)});
        RuntimeException thrown = new IllegalStateException(FORGERY, cause);
        thrown.addSuppressed(new IllegalStateException(FORGERY));

        logger.error("it failed", thrown);

        assertThat(written("%msg%n" + pattern))
                .allMatch(
                        line -> line.matches(
                                "it failed|\\s*((Caused by|Suppressed|Wrapped by): )?java\\.lang\\.Illegal.*|\\s+(at|\\.\\.\\.) .*"));
    }

    @Test
    void keepsAUsualTraceAsItWas() {
        RuntimeException thrown = new IllegalStateException("it is so", new IllegalArgumentException("because"));

        logger.error("it failed", thrown);

        List<String> lines = written("%msg%n%ex");
        assertThat(lines)
                .startsWith(
                        "it failed",
                        "java.lang.IllegalStateException: it is so",
                        "\tat " + thrown.getStackTrace()[0],
                        "\tat " + thrown.getStackTrace()[1])
                .contains("Caused by: java.lang.IllegalArgumentException: because");
        assertThat(lines.get(lines.size() - 1)).matches("\t\\.\\.\\. \\d+ common frames omitted");
    }

    @Test
    void cutsATraceOfManyLines() {
        RuntimeException thrown = new IllegalStateException("deep");
        StackTraceElement[] frames = new StackTraceElement[100_000];
        Arrays.fill(frames, new StackTraceElement("a.Class", "descend", "Class.java", 7));
        thrown.setStackTrace(frames);

        logger.error("it failed", thrown);

        List<String> lines = written("%msg%n%ex");
        assertThat(lines).hasSize(302).endsWith("\t… more lines are left out");
    }

    @Test
    void letsNobodyForgeALineByTheNameOfALoggerOrThread() throws InterruptedException {
        Thread thread = new Thread(
                () -> context.getLogger("a\nforged\u001b").warn("here"), "stolen\n12:00:00.000 ERROR " + FORGERY);
        thread.start();
        thread.join();

        assertThat(written(SHIPPED)).hasSize(1);
    }

    @Test
    void logsAThrowableThatCannotBeTold() {
        logger.error("it failed", new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new AssertionError("there is no message");
            }
        });

        assertThat(written("%msg%n%ex"))
                .startsWith("it failed")
                .anyMatch(line -> line.contains("EscapingPatternsTest$1, whose message or causes cannot be told"));
    }

    @Test
    void logsAThrowableWhoseCausesAreWithoutEnd() {
        Exception chain = new Exception("the first");
        for (int depth = 0; depth < 100_000; depth++) {
            chain = new Exception("next", chain);
        }

        logger.error("{} failed", "one", new Endless());
        logger.error("two failed", chain);

        assertThat(events.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("one failed", "two failed");
    }

    @Test
    void neitherEvaluatesNorLogsWhatTheLevelHides() {
        context.getLogger("ROOT").setLevel(Level.WARN);

        logger.info("it failed", new Exception() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new AssertionError("there is no message");
            }
        });

        assertThat(events.list).isEmpty();
    }

    @Test
    void leavesStandardOutputAsItIs() {
        context.getLogger("stdout").info("a\ttab " + "x".repeat(10_000));

        assertThat(layout("%msg").doLayout(events.list.get(0)))
                .startsWith("a\ttab")
                .hasSize(10_006);
    }

    /** The lines that a pattern makes of all that was logged, none of them too long or with control characters. */
    private List<String> written(String pattern) {
        PatternLayout layout = layout(pattern);
        StringBuilder text = new StringBuilder();
        events.list.forEach(event -> text.append(layout.doLayout(event)));
        List<String> lines = text.toString().lines().toList();
        assertThat(lines)
                .allMatch(line -> line.length() < LONGEST_LINE)
                .noneMatch(line -> line.matches(".*[\\p{Cntrl}\\u2028&&[^\t]].*"));
        return lines;
    }

    private PatternLayout layout(String pattern) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.start();
        return layout;
    }

    /** Has one more cause whenever it is asked. */
    private static final class Endless extends Exception {

        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }
    }
}
