package io.nephoscope.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * The agent's logging: etc/logback.xml, or where there is none, or one that cannot be used, the same as a default of
 * our own, so that the log file that {@code start} names is always written.
 */
final class Logging {

    private static final String DEFAULT = "logback-agent.xml";
    private static final String TRIAL = "logback-try.xml";

    private Logging() {}

    /** Configures logging for an agent. To be called before anything is logged. */
    static void configure(Folders folders) {
        EscapingPatterns.install();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Path own = folders.etc().resolve("logback.xml");
        System.setProperty("nephoscope.var", folders.state().toString());
        Optional<String> refusal = Optional.empty();
        boolean chosen = System.getProperty("logback.configurationFile") != null; // by whoever starts Java himself
        if (!chosen && Files.exists(own)) {
            refusal = apply(context, own);
        }
        if (!chosen && (!Files.exists(own) || refusal.isPresent())) {
            apply(context, resource(DEFAULT));
        }
        context.addTurboFilter(new UntellableFilter());
        refusal.ifPresent(reason -> LoggerFactory.getLogger(Logging.class)
                .error("{} is not used: {}; the built-in logging is in force until the next start", own, reason));
    }

    /** Configures logging for a trial run: warnings on standard error, no file. */
    static void configureForTrial() {
        EscapingPatterns.install();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        apply(context, resource(TRIAL));
        context.addTurboFilter(new UntellableFilter());
    }

    /** Has each OutOfMemoryError that anybody logs end the process. */
    static void watch(ProcessEnd end) {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(new OutOfMemoryFilter(end));
    }

    private static Optional<String> apply(LoggerContext context, Path file) {
        try {
            return apply(context, file.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Why a configuration cannot be used; empty if it is in force. */
    private static Optional<String> apply(LoggerContext context, URL configuration) {
        context.reset();
        context.getStatusManager().clear();
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of(String.valueOf(cause.getMessage()));
        }
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == Status.ERROR)
                .map(status -> status.getThrowable() == null
                        ? status.getMessage()
                        : status.getMessage() + ": " + status.getThrowable().getMessage())
                .findFirst();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Logging.class.getResource(name), name);
    }

    private static final class OutOfMemoryFilter extends TurboFilter {

        private final ProcessEnd end;

        OutOfMemoryFilter(ProcessEnd end) {
            this.end = end;
        }

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                ch.qos.logback.classic.Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable failure) {
            Throwable thrown = UntellableFilter.thrown(parameters, failure);
            if (ProcessEnd.isOutOfMemory(thrown)) {
                end.outOfMemory(Thread.currentThread(), Objects.requireNonNull(thrown));
            }
            return FilterReply.NEUTRAL;
        }
    }
}
