package io.nephoscope.launcher;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.nephoscope.support.text.OneLine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as a log may show it: its messages, and the names in its stack traces, are one line of bounded length
 * each, so that a trace has the lines that it seems to have. A class name, too, may hold a line feed.
 */
final class EscapedThrowable implements IThrowableProxy {

    /** Those of a usual trace, with all its causes, are fewer. */
    private static final int MOST_LINES = 300;

    private final IThrowableProxy thrown;

    EscapedThrowable(IThrowableProxy thrown) {
        this.thrown = thrown;
    }

    /** As many lines of a trace as a log may show, and one that says so if there are more. */
    static String firstLines(String trace) {
        int end = 0;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            end = trace.indexOf('\n', end) + 1;
            if (end == 0 || end == trace.length()) {
                return trace;
            }
        }
        return trace.substring(0, end) + "\t… more lines are left out" + System.lineSeparator();
    }

    @Override
    public @Nullable String getMessage() {
        return thrown.getMessage() == null ? null : OneLine.of(thrown.getMessage());
    }

    @Override
    public String getClassName() {
        return OneLine.of(thrown.getClassName());
    }

    /** Of one that is longer than a log may show, its head, and what it has in common with others no more. */
    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return Arrays.stream(thrown.getStackTraceElementProxyArray())
                .limit(isLong() ? MOST_LINES : Integer.MAX_VALUE)
                .map(EscapedThrowable::escaped)
                .toArray(StackTraceElementProxy[]::new);
    }

    @Override
    public int getCommonFrames() {
        return isLong() ? 0 : thrown.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return thrown.getCause() == null ? null : new EscapedThrowable(thrown.getCause());
    }

    @Override
    public IThrowableProxy @Nullable [] getSuppressed() {
        return thrown.getSuppressed() == null
                ? null
                : Arrays.stream(thrown.getSuppressed())
                        .map(EscapedThrowable::new)
                        .toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return thrown.isCyclic();
    }

    private boolean isLong() {
        return thrown.getStackTraceElementProxyArray().length - thrown.getCommonFrames() > MOST_LINES;
    }

    /** Without the jar and its version, which a manifest says as it likes. */
    private static StackTraceElementProxy escaped(StackTraceElementProxy frame) {
        StackTraceElement element = frame.getStackTraceElement();
        String text = element.toString();
        return new StackTraceElementProxy(
                OneLine.of(text).equals(text)
                        ? element
                        : new StackTraceElement(
                                OneLine.of(element.getClassName()),
                                OneLine.of(element.getMethodName()),
                                OneLine.of(element.getFileName()),
                                element.getLineNumber()));
    }
}
