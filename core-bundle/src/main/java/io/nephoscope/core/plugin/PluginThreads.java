package io.nephoscope.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads for calls of plugins that may never return: activation, deactivation, questions. Each call has a new
 * thread, so that one that hangs costs this thread alone, and what a plugin leaves behind in it pins nothing.
 *
 * <p>Bounded: a bundle has so many calls at once, further ones wait for the end of one of them; all bundles
 * together have so many, but a bundle of which no call runs always has one. The lock guards the two sets and is
 * never held while a call runs or a thread is started.
 */
public final class PluginThreads {

    /** How many calls of one bundle run at once at most. */
    public static final int PER_BUNDLE = 16;

    private static final int TOGETHER = 128;

    private final LongSupplier nanoTime;
    private final AtomicLong count = new AtomicLong();
    private final Set<Ticket> running = new LinkedHashSet<>();
    private final Set<Ticket> waiting = new LinkedHashSet<>();

    /** @param nanoTime a clock that never jumps */
    public PluginThreads(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Nanoseconds of the clock by which calls are timed. */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** A call that was asked for. */
    public final class Ticket {

        private final PluginCall call;
        private final Runnable work;
        private final long since = nanoTime();
        private volatile @Nullable Thread thread;

        private Ticket(PluginCall call, Runnable work) {
            this.call = call;
            this.work = work;
        }

        /** How long ago it was asked for. */
        public Duration age() {
            return Duration.ofNanos(nanoTime() - since);
        }

        /** What is called, such as {@code activation}. */
        public String what() {
            return call.what();
        }

        /** Why it has no result yet, for the operator. */
        public String hasNotReturned() {
            return thread == null
                    ? "waits for its " + call.what() + ", because other calls of its bundle have not returned"
                    : call.hasNotReturned(age());
        }

        /** Lets a call end early that waits for something. */
        public void interrupt() {
            Thread caller = thread;
            if (caller != null) {
                caller.interrupt();
            }
        }

        /** Forgets a call that has not begun. Returns whether that was so. */
        public boolean cancel() {
            synchronized (PluginThreads.this) {
                return waiting.remove(this);
            }
        }
    }

    /**
     * Makes a call on a thread of its own as soon as its bundle has less than {@link #PER_BUNDLE} others; returns
     * at once. The work is to guard itself against what the plugin throws.
     */
    public Ticket start(PluginCall call, Runnable work) {
        Ticket ticket = new Ticket(call, work);
        boolean now;
        synchronized (this) {
            now = mayRun(ticket);
            (now ? running : waiting).add(ticket);
        }
        if (now) {
            launch(ticket);
        }
        return ticket;
    }

    /** The same at once or never. */
    public boolean startNow(PluginCall call, Runnable work) {
        Ticket ticket = new Ticket(call, work);
        synchronized (this) {
            if (!mayRun(ticket)) {
                return false;
            }
            running.add(ticket);
        }
        launch(ticket);
        return true;
    }

    private boolean mayRun(Ticket ticket) {
        long mine = running.stream()
                .filter(other -> other.call.bundle().equals(ticket.call.bundle()))
                .count();
        return mine == 0 || (mine < PER_BUNDLE && running.size() < TOGETHER);
    }

    private void launch(Ticket ticket) {
        Thread thread = new Thread(() -> run(ticket), "nephoscope-plugin-" + count.incrementAndGet());
        thread.setDaemon(true);
        ticket.thread = thread;
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                ended(ticket);
            }
        }
    }

    private void run(Ticket ticket) {
        try {
            ticket.work.run();
        } finally {
            ended(ticket);
            next().forEach(this::launch);
        }
    }

    private synchronized void ended(Ticket ticket) {
        running.remove(ticket);
    }

    private synchronized List<Ticket> next() {
        List<Ticket> next = new ArrayList<>();
        for (Iterator<Ticket> tickets = waiting.iterator(); tickets.hasNext(); ) {
            Ticket ticket = tickets.next();
            if (mayRun(ticket)) {
                tickets.remove();
                running.add(ticket);
                next.add(ticket);
            }
        }
        return next;
    }

    /** A call that takes long. */
    public record Overdue(PluginCall call, Duration since) {}

    /** The calls that have not returned within a bound, the oldest first. */
    public synchronized List<Overdue> overdue(Duration bound) {
        return running.stream()
                .filter(ticket -> ticket.age().compareTo(bound) >= 0)
                .map(ticket -> new Overdue(ticket.call, ticket.age()))
                .sorted(Comparator.comparing(Overdue::since).reversed())
                .toList();
    }
}
