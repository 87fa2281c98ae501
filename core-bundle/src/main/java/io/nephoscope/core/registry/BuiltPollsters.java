package io.nephoscope.core.registry;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.core.plugin.Access;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.Origin;
import io.nephoscope.core.plugin.PluginCall;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PollsterAccess;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one builder contributes, as of its last good answer. It is asked on a thread of its own and never twice at
 * the same time, so that answers come in the order of the questions; what is wanted meanwhile is asked once,
 * after that. A builder that fails or hangs keeps what it offered before, and is asked again after a pause.
 */
final class BuiltPollsters {

    private static final Logger LOG = LoggerFactory.getLogger(BuiltPollsters.class);

    private static final String NOUN = "pollster builder";
    private static final int MOST = 10_000;
    private static final Backoff BACKOFF = Backoff.exact(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final Access<PollsterBuilder> builder;
    private final Origin origin;
    private final PluginThreads threads;
    private final Runnable changed;
    private volatile List<Built> built = List.of();
    private volatile String complaint = "";

    // All that follows is guarded by this.
    private State state = State.IDLE;
    private Failure failure = Failure.NONE;

    private enum State {
        IDLE,
        ASKING,
        ASKING_AND_WANTED
    }

    /** A definition, and the pollster that it has been since it was first listed. */
    private record Built(PollsterDefinition definition, PollsterPlugin plugin) {

        String name() {
            return definition.name();
        }
    }

    /** A good answer, and what is wrong with it nevertheless. */
    private record Answer(List<Built> built, String complaint) {}

    /** Why the last answers were no good, how many in a row, and when to ask again. */
    private record Failure(String reason, int times, long retryAt) {

        static final Failure NONE = new Failure("", 0, 0);

        Failure again(String newReason, long now) {
            return new Failure(
                    newReason, times + 1, now + BACKOFF.delay(times + 1).toNanos());
        }
    }

    /** @param changed is told when the builder has answered */
    BuiltPollsters(Access<PollsterBuilder> builder, Origin origin, PluginThreads threads, Runnable changed) {
        this.builder = builder;
        this.origin = origin;
        this.threads = threads;
        this.changed = changed;
        builder.keep(true);
    }

    /** Has the builder asked; returns at once. */
    void refresh() {
        synchronized (this) {
            if (state != State.IDLE) {
                state = State.ASKING_AND_WANTED;
                return;
            }
            state = State.ASKING;
        }
        boolean started = false;
        try {
            PluginCall call = PluginCall.of(NOUN, "pollsters()", origin.bundle());
            threads.start(call, () -> ask(call));
            started = true;
        } finally {
            if (!started) {
                asked("there is no thread to ask it on");
            }
        }
    }

    /** Asks again where that failed and the pause is over; returns at once. */
    void retry() {
        boolean due;
        synchronized (this) {
            due = state == State.IDLE && failure.times() > 0 && threads.nanoTime() - failure.retryAt() >= 0;
        }
        if (due) {
            refresh();
        }
    }

    private void ask(PluginCall call) {
        String reason = "it ended with an error of the JVM";
        try (Use<PollsterBuilder> use = builder.open()) {
            Answer answer =
                    Guard.call(call.description(), () -> take(use.plugin().pollsters()));
            built = answer.built();
            complain(answer.complaint());
            reason = "";
        } catch (PluginGoneException e) {
            built = List.of();
            reason = "";
        } catch (PluginException e) {
            reason = String.valueOf(e.getMessage());
            tell(reason, e.getCause());
        } catch (InterruptedException e) {
            reason = "it was interrupted";
        } finally {
            asked(reason);
        }
        changed.run();
    }

    private void asked(String reason) {
        boolean again;
        synchronized (this) {
            again = state == State.ASKING_AND_WANTED;
            state = State.IDLE;
            failure = reason.isEmpty() ? Failure.NONE : failure.again(reason, threads.nanoTime());
        }
        if (again) {
            refresh();
        }
    }

    /** Once for each reason: it is asked again and again. */
    private void tell(String reason, @Nullable Throwable cause) {
        boolean known;
        synchronized (this) {
            known = failure.reason().equals(reason);
        }
        if (!known) {
            LOG.warn(
                    "The pollster builder of bundle {} failed, what it offered before stays: {}",
                    origin.bundle(),
                    reason,
                    Guard.isExpected(cause) ? null : cause);
        }
    }

    private void complain(String reason) {
        if (!reason.isEmpty() && !reason.equals(complaint)) {
            LOG.warn("The pollster builder of bundle {}: {}", origin.bundle(), reason);
        }
        complaint = reason;
    }

    /** Copies an answer. The collection, and the equality of what is in it, are code of the plugin. */
    private Answer take(@Nullable Collection<PollsterDefinition> answer) throws PluginException {
        if (answer == null) {
            throw new PluginException("its list of pollsters is null", null);
        }
        Map<String, Built> before =
                built.stream().collect(Collectors.toMap(Built::name, Function.identity(), (first, second) -> first));
        List<Built> taken = new ArrayList<>();
        int nulls = 0;
        for (@Nullable PollsterDefinition definition : answer) {
            if (taken.size() + nulls == MOST) {
                throw new PluginException("it lists more than " + MOST + " pollsters", null);
            }
            if (definition == null) {
                nulls++;
            } else {
                Built same = before.get(definition.name());
                taken.add(same != null && same.definition().equals(definition) ? same : built(definition));
            }
        }
        return new Answer(List.copyOf(taken), nulls == 0 ? "" : nulls + " of the pollsters that it lists are null");
    }

    private Built built(PollsterDefinition definition) {
        PollsterPlugin plugin = new PollsterPlugin(
                OneLine.of(definition.name()),
                definition.namespaces(),
                OneLine.of(definition.discovery()),
                OneLine.of(definition.provenance()),
                origin,
                access(definition));
        return new Built(definition, plugin);
    }

    private PollsterAccess access(PollsterDefinition definition) {
        Optional<PollsterAccess> oneByOne = definition
                .resourcePollster()
                .map(pollster -> new PollsterAccess.OneByOne(new Defined<>(builder, pollster)));
        return oneByOne.orElseGet(() -> new PollsterAccess.AllAtOnce(
                new Defined<>(builder, definition.pollster().orElseThrow())));
    }

    /** What the builder offers now. */
    Stream<PollsterOffer> offers() {
        return built.stream().map(each -> new PollsterOffer(each.plugin(), ""));
    }

    /** What is wrong with the builder. */
    Stream<HealthReport> health() {
        String failed;
        synchronized (this) {
            failed = failure.reason();
        }
        String reason = failed.isEmpty() ? complaint : "what it offered before stays, for it failed: " + failed;
        return reason.isEmpty()
                ? Stream.empty()
                : Stream.of(HealthReport.failed(
                        NOUN + " of " + origin.bundle(),
                        reason,
                        "mend its bundle, or what it reads; it is asked again"));
    }

    /** A pollster that is there while its builder is. Equal to itself alone, so that no plugin is asked. */
    private static final class Defined<T> implements Access<T> {

        private final Access<PollsterBuilder> builder;
        private final T pollster;

        Defined(Access<PollsterBuilder> builder, T pollster) {
            this.builder = builder;
            this.pollster = pollster;
        }

        @Override
        public Use<T> open() throws PluginException, InterruptedException {
            Use<PollsterBuilder> use = builder.open();
            return new Use<>() {
                @Override
                public T plugin() {
                    return pollster;
                }

                @Override
                public void abandon() {
                    use.abandon();
                }

                @Override
                public void close() {
                    use.close();
                }
            };
        }

        /** The builder is kept as long as it is there. */
        @Override
        public void keep(boolean wanted) {}

        @Override
        public boolean isGone() {
            return builder.isGone();
        }

        @Override
        public Optional<String> failure() {
            return builder.failure();
        }
    }
}
