package io.nephoscope.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Puts a throwable of ours in the place of one that Logback would break on, in the thread of whoever logs it: whose
 * message, cause or trace throws when it is asked, or whose causes are without end.
 */
final class UntellableFilter extends TurboFilter {

    private static final int MOST_CAUSES = 64;

    /** What was thrown by a parameter of SLF4J's: the last, if no other is given. */
    static @Nullable Throwable thrown(Object @Nullable [] parameters, @Nullable Throwable failure) {
        if (failure == null
                && parameters != null
                && parameters.length > 0
                && parameters[parameters.length - 1] instanceof Throwable last) {
            return last;
        }
        return failure;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        Throwable thrown = thrown(parameters, failure);
        if (thrown == null || !level.isGreaterOrEqual(logger.getEffectiveLevel()) || canBeTold(thrown)) {
            return FilterReply.NEUTRAL;
        }
        logger.callAppenders(
                new LoggingEvent(Logger.FQCN, logger, level, format, new Untellable(thrown.getClass()), parameters));
        return FilterReply.DENY;
    }

    private static boolean canBeTold(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> next = new ArrayDeque<>();
        next.add(thrown);
        try {
            while (!next.isEmpty()) {
                Throwable one = next.remove();
                if (seen.add(one)) {
                    String unused = one.getMessage();
                    StackTraceElement[] unusedToo = one.getStackTrace();
                    if (one.getCause() != null) {
                        next.add(one.getCause());
                    }
                    next.addAll(Arrays.asList(one.getSuppressed()));
                }
                if (seen.size() > MOST_CAUSES) {
                    return false;
                }
            }
            return true;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return false; // that it throws is the answer
        }
    }

    /** Nothing more is known of what was thrown than its class. */
    private static final class Untellable extends Throwable {

        private static final long serialVersionUID = 1;

        Untellable(Class<?> type) {
            super(type.getName() + ", whose message or causes cannot be told", null, false, false);
        }
    }
}
