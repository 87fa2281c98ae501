package io.nephoscope.coordination;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.coordination.CoordinationTarget;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member sees of engines, of which one may take the place of another while the member goes on. Each request is
 * answered once, also when the engine goes or forgets it; what an engine tells that was closed is not heard. Used by the
 * thread of the member alone, to which all that engines tell is brought.
 */
final class EngineLink implements Coordination {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);

    private final CoordinationTarget target;
    private final Executor thread;
    private final Duration patience;
    private @Nullable Session session;
    private @Nullable String record;
    private String refusal = "";

    /** One opened engine. */
    private final class Session implements CoordinationListener {

        private final CoordinationListener member;
        private final Set<Request<?>> requests = new HashSet<>();
        private @Nullable Coordination opened;

        Session(CoordinationListener member) {
            this.member = member;
        }

        @Override
        public void viewed(View view) {
            hear(() -> member.viewed(view));
        }

        @Override
        public void disconnected() {
            hear(member::disconnected);
        }

        private void hear(Runnable news) {
            thread.execute(() -> {
                if (session == this) {
                    news.run();
                }
            });
        }
    }

    /**
     * One that is not answered yet.
     *
     * @param <T> what answers it
     */
    private static final class Request<T> {

        private final Consumer<T> then;
        private final T unknown;
        private final long made = System.nanoTime();

        Request(Consumer<T> then, T unknown) {
            this.then = then;
            this.unknown = unknown;
        }

        void giveUp() {
            then.accept(unknown);
        }
    }

    /**
     * Connects to nothing yet.
     *
     * @param thread brings tasks to the thread of the member
     */
    EngineLink(CoordinationTarget target, Executor thread) {
        this.target = target;
        this.thread = thread;
        this.patience = target.session().multipliedBy(3);
    }

    /** Opens an engine in the place of the one before. */
    void open(CoordinationEngine engine, CoordinationListener member) {
        close(member, false);
        Session next = new Session(member);
        session = next;
        refusal = "";
        boolean opened = guarded("open", () -> next.opened = engine.open(target, next));
        if (!opened) {
            session = null;
        } else if (record != null) {
            join(record);
        }
    }

    /**
     * Closes the engine.
     *
     * @param leaves whether the member is to be gone at once; else it is left to its session
     */
    void close(CoordinationListener member, boolean leaves) {
        Session last = session;
        if (last != null) {
            guarded(leaves ? "leave" : "abandon", () -> {
                if (leaves) {
                    opened(last).leave();
                } else {
                    opened(last).abandon();
                }
            });
            end(last);
            member.disconnected();
        }
    }

    private void end(Session last) {
        session = null;
        Set<Request<?>> unanswered = Set.copyOf(last.requests);
        last.requests.clear();
        unanswered.forEach(Request::giveUp);
    }

    /** Gives up requests that an engine seems to have forgotten; to be called now and then. */
    void tick() {
        Session now = session;
        if (now != null) {
            for (Request<?> request : Set.copyOf(now.requests)) {
                if (System.nanoTime() - request.made > patience.toNanos() && now.requests.remove(request)) {
                    request.giveUp();
                }
            }
        }
    }

    /** Why the engine does not take the target, or what it threw last; empty if nothing is wrong. */
    String refusal() {
        return refusal;
    }

    boolean isOpen() {
        return session != null;
    }

    @Override
    public void join(String text) {
        record = text;
        Session now = session;
        if (now != null) {
            guarded("join", () -> opened(now).join(text));
        }
    }

    @Override
    public void leave() {
        record = null;
        Session now = session;
        if (now != null) {
            guarded("leave", () -> opened(now).leave());
            end(now);
        }
    }

    @Override
    public void abandon() {
        Session now = session;
        if (now != null) {
            guarded("abandon", () -> opened(now).abandon());
            end(now);
        }
    }

    @Override
    public void commit(Map<String, Long> expected, Map<String, String> writes, Consumer<Outcome> then) {
        ask(then, Outcome.UNKNOWN, (engine, answer) -> engine.commit(expected, writes, answer));
    }

    @Override
    public void read(Set<String> names, Consumer<Map<String, Stored>> then) {
        ask(then, Map.of(), (engine, answer) -> engine.read(names, answer));
    }

    /** Asks an engine something. */
    private interface Question<T> {

        void ask(Coordination engine, Consumer<T> answer);
    }

    private <T> void ask(Consumer<T> then, T unknown, Question<T> question) {
        Session now = session;
        Request<T> request = new Request<>(then, unknown);
        if (now == null) {
            thread.execute(request::giveUp);
            return;
        }
        now.requests.add(request);
        boolean asked = guarded(
                "a request",
                () -> question.ask(
                        opened(now),
                        answer -> thread.execute(() -> {
                            if (now.requests.remove(request)) {
                                then.accept(answer);
                            }
                        })));
        if (!asked) {
            thread.execute(() -> {
                if (now.requests.remove(request)) {
                    request.giveUp();
                }
            });
        }
    }

    private static Coordination opened(Session session) {
        if (session.opened == null) {
            throw new IllegalStateException("it was not opened");
        }
        return session.opened;
    }

    /** The one place where engines are called. */
    @SuppressWarnings("CatchingUnchecked") // Whatever a plugin throws is told, and stops nothing.
    private boolean guarded(String what, Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("The engine for {} failed at {}", target.scheme(), what, e);
            refusal = e instanceof IllegalArgumentException && e.getMessage() != null
                    ? e.getMessage()
                    : what + " failed: " + e;
            return false;
        }
    }
}
