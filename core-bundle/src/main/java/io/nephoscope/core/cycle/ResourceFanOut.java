package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls a pollster of one resource at a time for the many resources of one poll: side by side up to its bound,
 * each under a deadline of its own. A resource whose call hangs fails, keeps its thread, and is not asked again
 * before that call returns; another thread goes on with the others, until as many hang as may be inside at a time:
 * then nobody comes in the place of one that hangs, so that all together are less than twice as many. For one poll.
 */
final class ResourceFanOut {

    /** How many resources are polled at the same time, whatever the pollster says. */
    static final int MAX_CONCURRENCY = 64;

    private final ResourcePollster pollster;
    private final PollsterPlugin plugin;
    private final RunningCycle cycle;
    private final CycleServices services;
    private final PollRun poll;
    private final Queue<Resource> waiting = new ConcurrentLinkedQueue<>();
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch left = new CountDownLatch(0);
    private volatile Duration timeout = Duration.ZERO;
    private volatile int concurrency = 1;
    private volatile boolean over;
    /** Threads that go on with what waits, or are to; those in calls that were given up are none of them. */
    private final AtomicInteger active = new AtomicInteger();

    ResourceFanOut(ResourcePollster pollster, PollsterPlugin plugin, RunningCycle cycle, PollRun poll) {
        this.pollster = pollster;
        this.plugin = plugin;
        this.cycle = cycle;
        this.services = cycle.services();
        this.poll = poll;
    }

    /** Returns when each resource has been polled or has failed; the caller's place is free meanwhile. */
    void poll(List<Resource> resources) throws PluginException, InterruptedException {
        concurrency = Guard.call(plugin.description(), () -> {
            timeout = pollster.timeout();
            return Math.min(MAX_CONCURRENCY, Math.max(1, pollster.concurrency()));
        });
        long hung = hung();
        if (hung >= concurrency) {
            throw new PluginException("earlier " + haveNotReturned(hung), null);
        }
        left = new CountDownLatch(resources.size());
        waiting.addAll(resources);
        boolean away = cycle.leave();
        try {
            for (long thread = hung; thread < Math.min(concurrency, hung + resources.size()); thread++) {
                addThread();
            }
            left.await();
        } finally {
            end();
            if (away) {
                cycle.back();
            }
        }
    }

    private long hung() {
        return services.memory().calls().hung(cycle.context().series().name(), plugin.access());
    }

    private static String haveNotReturned(long hung) {
        return "calls of it have not returned: " + hung + ", as many as it may be in at a time";
    }

    /** Goes on without a call that hangs; runs on the timer's thread. */
    private void replace() {
        int others = active.decrementAndGet();
        if (waiting.isEmpty() || over) {
            return;
        }
        long hung = hung();
        if (hung < concurrency) {
            addThread();
        } else if (others == 0) {
            failRest(haveNotReturned(hung));
        }
    }

    /** Whether the thread of a call that returned late has a place again. */
    private boolean comesBack() {
        return active.getAndUpdate(now -> Math.min(concurrency, now + 1)) < concurrency;
    }

    private void addThread() {
        active.incrementAndGet();
        try {
            services.workers().execute(this::work);
        } catch (RejectedExecutionException e) {
            if (active.decrementAndGet() == 0) {
                failRest("no thread can be had: " + e.getMessage());
            }
        }
    }

    private void failRest(String reason) {
        for (Resource resource = waiting.poll(); resource != null; resource = waiting.poll()) {
            poll.failed(resource, reason);
            left.countDown();
        }
    }

    private void work() {
        for (Resource resource = next(); resource != null; resource = next()) {
            if (!call(resource) && !comesBack()) {
                return;
            }
        }
        active.decrementAndGet();
    }

    private @Nullable Resource next() {
        return over ? null : waiting.poll();
    }

    /** @return false if the call outlived its deadline: another thread has taken this one's place */
    private boolean call(Resource resource) {
        RunningCalls.Key key = new RunningCalls.Key(cycle.context().series().name(), plugin.access(), resource.id());
        if (!services.memory().calls().tryEnter(key, plugin.name())) {
            poll.failed(resource, "an earlier call for it has not returned");
            left.countDown();
            return true;
        }
        Call call = new Call(resource);
        running.add(call);
        Timer.Alarm deadline = services.timer().after(timeout, call::expire);
        try {
            Guard.run(plugin.description(), () -> pollster.poll(resource, call));
        } catch (PluginException e) {
            call.failed(resource, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            call.failed(resource, "it was interrupted");
        } finally {
            deadline.cancel();
            services.memory().calls().leave(key);
            running.remove(call);
        }
        return call.end();
    }

    /** Nobody waits any more: what still runs is interrupted and marked as hung until it returns. */
    private void end() {
        over = true;
        running.forEach(Call::abandon);
    }

    /** The call for one resource, closed at its end: what comes later is thrown away. */
    private final class Call implements Poll {

        private final Resource resource;
        private final Thread thread = Thread.currentThread();
        private final long started = services.timer().nanoTime();
        private boolean ended;

        Call(Resource resource) {
            this.resource = resource;
        }

        private synchronized boolean isOpen() {
            return !ended;
        }

        /** Ends it from its thread; false if the deadline was faster. */
        private boolean end() {
            boolean first;
            synchronized (this) {
                first = !ended;
                ended = true;
            }
            boolean unused = Thread.interrupted();
            if (first) {
                left.countDown();
            }
            return first;
        }

        /** Ends it from its deadline; runs on the timer's thread. */
        private void expire() {
            if (abandon()) {
                poll.failed(resource, "it did not answer within " + timeout.toSeconds() + " s");
                left.countDown();
                replace();
            }
        }

        /** Lets go of its thread; under the lock, so that the interrupt hits nothing else. */
        private boolean abandon() {
            synchronized (this) {
                if (ended) {
                    return false;
                }
                ended = true;
                thread.interrupt();
            }
            services.memory().calls().abandon(thread);
            return true;
        }

        @Override
        public void emit(Sample sample) {
            if (isOpen()) {
                poll.emit(sample);
            }
        }

        @Override
        public void failed(Resource which, String reason) {
            if (isOpen()) {
                poll.failed(which, reason);
            }
        }

        @Override
        public void blacklist(Resource which, String reason) {
            if (isOpen()) {
                poll.blacklist(which, reason);
            }
        }

        @Override
        public Cycle cycle() {
            return poll.cycle();
        }

        @Override
        public Duration remaining() {
            Duration mine = timeout.minusNanos(services.timer().nanoTime() - started);
            Duration whole = poll.remaining();
            Duration less = mine.compareTo(whole) < 0 ? mine : whole;
            return less.isNegative() ? Duration.ZERO : less;
        }
    }
}
