package io.nephoscope.launcher;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.pattern.ExtendedThrowableProxyConverter;
import ch.qos.logback.classic.pattern.RootCauseFirstThrowableProxyConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.pattern.DynamicConverter;
import io.nephoscope.support.text.OneLine;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps plugins from forging or flooding the log, whatever the patterns of logback.xml: their words for the message,
 * the logger, the thread and the like give one line of bounded length, and those for exceptions give a bounded number
 * of such lines. Standard output, which is a log of its own, is left as it is.
 */
final class EscapingPatterns {

    /** More than any sentence of ours; texts from outside are cut before that where they enter. */
    private static final int MESSAGE_LIMIT = 4096;

    private static final List<String> MESSAGES = List.of("m", "msg", "message");
    private static final List<String> NAMES = List.of(
            "t", "thread", "lo", "logger", "c", "C", "class", "M", "method", "F", "file", "X", "mdc", "marker", "kvp");

    private EscapingPatterns() {}

    /** Has every pattern escape that is read from now on. To be called before logging is configured. */
    @SuppressWarnings("rawtypes") // as Logback declares it
    static void install() {
        Map<String, Supplier<DynamicConverter>> words = PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP;
        MESSAGES.forEach(word -> words.computeIfPresent(word, (same, shown) -> escaping(shown, MESSAGE_LIMIT)));
        NAMES.forEach(word -> words.computeIfPresent(word, (same, shown) -> escaping(shown, OneLine.LIMIT)));
        List.of("ex", "exception", "throwable").forEach(word -> words.put(word, Trace::new));
        List.of("rEx", "rootException").forEach(word -> words.put(word, RootCauseFirst::new));
        List.of("xEx", "xException", "xThrowable").forEach(word -> words.put(word, Extended::new));
    }

    /** Installed twice it stays what it is. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // as Logback declares it
    private static Supplier<DynamicConverter> escaping(Supplier<DynamicConverter> shown, int limit) {
        return shown instanceof Escaping
                ? shown
                : (Escaping) () -> new OneLineConverter((DynamicConverter<ILoggingEvent>) shown.get(), limit);
    }

    @FunctionalInterface
    @SuppressWarnings("rawtypes") // as Logback declares it
    private interface Escaping extends Supplier<DynamicConverter> {}

    /** What another converter makes of an event, on one line. */
    private static final class OneLineConverter extends ClassicConverter {

        private final DynamicConverter<ILoggingEvent> shown;
        private final int limit;

        OneLineConverter(DynamicConverter<ILoggingEvent> shown, int limit) {
            this.shown = shown;
            this.limit = limit;
        }

        @Override
        public void start() {
            shown.setContext(getContext());
            shown.setOptionList(getOptionList());
            shown.start();
            super.start();
        }

        @Override
        public void stop() {
            super.stop();
            shown.stop();
        }

        @Override
        public String convert(ILoggingEvent event) {
            String text = shown.convert(event);
            return event.getLoggerName().equals(LoggedOutput.LOGGER) ? text : OneLine.of(text, limit);
        }
    }

    private static final class Trace extends ThrowableProxyConverter {

        @Override
        protected String throwableProxyToString(IThrowableProxy thrown) {
            return EscapedThrowable.firstLines(super.throwableProxyToString(new EscapedThrowable(thrown)));
        }
    }

    private static final class RootCauseFirst extends RootCauseFirstThrowableProxyConverter {

        @Override
        protected String throwableProxyToString(IThrowableProxy thrown) {
            return EscapedThrowable.firstLines(super.throwableProxyToString(new EscapedThrowable(thrown)));
        }
    }

    private static final class Extended extends ExtendedThrowableProxyConverter {

        @Override
        protected String throwableProxyToString(IThrowableProxy thrown) {
            return EscapedThrowable.firstLines(super.throwableProxyToString(new EscapedThrowable(thrown)));
        }
    }
}
