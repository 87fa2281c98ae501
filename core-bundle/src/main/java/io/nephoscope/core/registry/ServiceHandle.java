package io.nephoscope.core.registry;

import io.nephoscope.core.plugin.Access;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginCall;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service: got when a use of it begins, held while it is wanted, given back when it is not and its last use
 * has ended; got again after a pause where that failed.
 *
 * <p>Getting and giving back run the bundle's code (constructor, activate, deactivate). Both happen on a thread
 * of {@link PluginThreads}, one at a time for a handle, and never under the lock. The callers of {@link #keep},
 * {@link Use#close} and {@link Use#abandon}, the timer among them, start such a thread at most; those of {@link
 * #open} and {@link #close} wait for it, within a bound.
 */
final class ServiceHandle<T> implements Access<T> {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceHandle.class);

    /** How long a use waits for an activation or a deactivation, counted from the beginning of that. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);
    private static final Backoff BACKOFF = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final Lookup<T> lookup;
    private final PluginThreads threads;
    private final Named plugin;

    // All that follows is guarded by this.
    private final Set<Holder> uses = new HashSet<>();
    private int waiting;
    private @Nullable T service;
    private @Nullable Call call;
    private Failure failure = Failure.NONE;
    private boolean wanted;
    private boolean closed;

    /** How the operator knows the service: by a name such as {@code pollster hello.load}, and its bundle. */
    record Named(String name, String bundle) {}

    private enum Kind {
        ACTIVATION,
        DEACTIVATION
    }

    /** The bundle's code that runs now, or is about to. */
    private static final class Call {

        private final Kind kind;
        private PluginThreads.@Nullable Ticket ticket;

        Call(Kind kind) {
            this.kind = kind;
        }
    }

    /** Why the last activations failed, how many in a row, and when the next one may be tried. */
    private record Failure(String reason, int times, long retryAt) {

        static final Failure NONE = new Failure("", 0, 0);
    }

    ServiceHandle(Lookup<T> lookup, PluginThreads threads, Named plugin) {
        this.lookup = lookup;
        this.threads = threads;
        this.plugin = plugin;
    }

    @Override
    public Use<T> open() throws PluginException, InterruptedException {
        synchronized (this) {
            waiting++;
        }
        try {
            Use<T> use = enter();
            while (use == null) {
                callIfDue();
                use = await();
            }
            return use;
        } finally {
            synchronized (this) {
                waiting--;
            }
            callIfDue();
        }
    }

    /** Begins a use; null if the service must be got first. */
    private synchronized @Nullable Use<T> enter() throws PluginException {
        if (closed) {
            throw new PluginGoneException();
        }
        if (service != null && call == null) {
            Holder holder = new Holder(Thread.currentThread(), service);
            uses.add(holder);
            return holder;
        }
        if (call == null && isPausing()) {
            throw new PluginException(failure.reason(), null);
        }
        PluginThreads.Ticket overdue = overdueCall();
        if (overdue != null) {
            // Without the time: the same sentence in each cycle is told once.
            throw new PluginException("it has not returned from its " + overdue.what(), null);
        }
        return null;
    }

    @SuppressWarnings("WaitNotInLoop") // The loop is in open, because a thread is started in it without the lock.
    private synchronized @Nullable Use<T> await() throws PluginException, InterruptedException {
        Use<T> use = enter();
        if (use == null && call != null) {
            long age = call.ticket == null ? 0 : call.ticket.age().toMillis();
            wait(Math.max(1, PATIENCE.toMillis() - age));
            return enter();
        }
        return use;
    }

    private boolean isPausing() {
        return failure.times() > 0 && threads.nanoTime() - failure.retryAt() < 0;
    }

    /** Has the bundle's code called if that is due. Starts a thread at most. */
    private void callIfDue() {
        Call next;
        boolean mayWait;
        synchronized (this) {
            next = due();
            if (next == null) {
                return;
            }
            call = next;
            mayWait = !closed;
        }
        boolean started = false;
        try {
            started = start(next, mayWait);
        } finally {
            if (!started) {
                // Either there is no thread, which ends the agent; or the bundle takes the service away while
                // many calls of it hang: then the framework gives the service back.
                givenBack();
            }
        }
    }

    private synchronized @Nullable Call due() {
        if (call != null) {
            return null;
        }
        if (service == null) {
            return waiting > 0 && !closed && !isPausing() ? new Call(Kind.ACTIVATION) : null;
        }
        boolean idle = uses.isEmpty() && (closed || (waiting == 0 && !wanted));
        return idle ? new Call(Kind.DEACTIVATION) : null;
    }

    private boolean start(Call next, boolean mayWait) {
        boolean activation = next.kind == Kind.ACTIVATION;
        PluginCall words = PluginCall.of(plugin.name(), activation ? "activation" : "deactivation", plugin.bundle());
        Runnable work = activation ? () -> activate(words) : () -> giveBack(words);
        if (!mayWait) {
            return threads.startNow(words, work);
        }
        PluginThreads.Ticket ticket = threads.start(words, work);
        synchronized (this) {
            next.ticket = ticket;
        }
        return true;
    }

    /** Runs on a thread of its own. */
    private void activate(PluginCall words) {
        @Nullable T object = null;
        String reason = "its activation ended with an error of the JVM";
        try {
            object = Guard.call(words.description(), this::got);
        } catch (PluginException e) {
            reason = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            reason = "its activation was interrupted";
        } finally {
            activated(object, reason);
        }
        callIfDue();
    }

    private T got() throws PluginException {
        T object = lookup.get();
        if (object == null) {
            throw new PluginException("it cannot be activated, " + lookup.reason(), null);
        }
        return object;
    }

    private synchronized void activated(@Nullable T object, String reason) {
        service = object;
        failure = object == null ? again(reason) : Failure.NONE;
        ended();
    }

    private Failure again(String reason) {
        int times = failure.times() + 1;
        return new Failure(
                reason, times, threads.nanoTime() + BACKOFF.delay(times).toNanos());
    }

    /** Runs on a thread of its own. */
    private void giveBack(PluginCall words) {
        try {
            Guard.run(words.description(), lookup::unget);
        } catch (PluginException e) {
            LOG.warn("The {} of bundle {} could not be given back: {}", plugin.name(), plugin.bundle(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            givenBack();
        }
        callIfDue();
    }

    private synchronized void givenBack() {
        service = null;
        ended();
    }

    private void ended() {
        call = null;
        notifyAll();
    }

    @Override
    public void keep(boolean wanted) {
        synchronized (this) {
            this.wanted = wanted;
        }
        callIfDue();
    }

    /** The service, or what it is configured with, has changed: what failed may be tried again at once. */
    synchronized void changed() {
        failure = new Failure(failure.reason(), 0, 0);
    }

    @Override
    public synchronized boolean isGone() {
        return closed;
    }

    @Override
    public synchronized Optional<String> failure() {
        return failure.reason().isEmpty() ? Optional.empty() : Optional.of(failure.reason());
    }

    /**
     * Refuses further uses, waits for those that run, interrupts them when the grace is over, has the service
     * given back and waits for that too, within the same grace. What has lasted for {@link #PATIENCE} already gets no
     * grace: bundles leave one after the other, and each would wait for what hangs.
     */
    void close(Duration grace) {
        synchronized (this) {
            closed = true;
            if (call != null && call.ticket != null && call.ticket.cancel()) {
                call = null;
            }
            notifyAll();
        }
        await(grace, () -> !isLikelyToEnd());
        interrupt();
        await(AFTER_INTERRUPT, () -> !isUsedByOthers());
        synchronized (this) {
            uses.clear();
        }
        callIfDue();
        await(grace, () -> !isCalled(Kind.DEACTIVATION));
    }

    private synchronized boolean await(Duration bound, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private boolean isLikelyToEnd() {
        long now = threads.nanoTime();
        boolean used = uses.stream().anyMatch(use -> use.isOfAnother() && now - use.since < PATIENCE.toNanos());
        return used || (isCalled(Kind.ACTIVATION) && overdueCall() == null);
    }

    private boolean isUsedByOthers() {
        return uses.stream().anyMatch(Holder::isOfAnother);
    }

    private PluginThreads.@Nullable Ticket overdueCall() {
        PluginThreads.Ticket ticket = call == null ? null : call.ticket;
        return ticket != null && ticket.age().compareTo(PATIENCE) >= 0 ? ticket : null;
    }

    private boolean isCalled(Kind kind) {
        return call != null && call.kind == kind;
    }

    private synchronized void interrupt() {
        uses.stream().filter(Holder::isOfAnother).forEach(use -> use.thread.interrupt());
    }

    private void leave(Holder holder) {
        synchronized (this) {
            if (!uses.remove(holder)) {
                return;
            }
            notifyAll();
        }
        callIfDue();
    }

    private final class Holder implements Use<T> {

        private final Thread thread;
        private final T object;
        private final long since = threads.nanoTime();

        Holder(Thread thread, T object) {
            this.thread = thread;
            this.object = object;
        }

        boolean isOfAnother() {
            return thread != Thread.currentThread();
        }

        @Override
        public T plugin() {
            return object;
        }

        @Override
        public void abandon() {
            leave(this);
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
