package io.nephoscope.core.cycle;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cycle: workers share its chains, in random order. A chain is all slots of one pollster, one after the
 * other. It begins with one worker, for most chains wait for the same reading and take no time then; while it
 * lasts, others come to help. As many as the settings say may be inside pollsters at the same time; who loads or
 * waits for a shared value is not counted, so that a cycle lasts as long as its slowest service and not as their
 * sum. A chain that asked the last time for what is being loaded now is held up until that is there: it would only
 * wait, and keep a thread that does. A worker whose poll was abandoned is replaced.
 *
 * <p>While chains are held up, somebody is away for the value; whoever comes back, or is replaced, takes them up.
 */
final class RunningCycle implements SharedValues.Places {

    /**
     * How long a cycle lasts before a second worker helps, and until one more does for a pollster of which nothing is known
     * yet: most of a first cycle's would only wait for one reading, and Java needs the processors to compile.
     */
    static final Duration PATIENCE = Duration.ofMillis(250);

    /** After how long one more comes to help else. */
    static final Duration PACE = Duration.ofMillis(25);

    /** How many threads one cycle has at most, those that wait included and those that hang not. */
    static final int MAX_THREADS = 64;

    private static final String NOTHING = "";

    private static final Logger LOG = LoggerFactory.getLogger(RunningCycle.class);

    private final CycleServices services;
    private final PollSettings settings;
    private final CycleContext context;
    private final ResourceResolver resolver;
    private final BooleanSupplier cancelled;
    private final Runnable whenDone;
    private final AtomicInteger left;
    private final Map<PollRun, Chain> running = new ConcurrentHashMap<>();
    private final Map<Thread, Chain> workers = new ConcurrentHashMap<>();
    private final WaitingTimes waitingTimes;

    // Guarded by this.
    private final Deque<Chain> waiting;
    /** Who waits outside, by the value that is waited for; by nothing where it is no shared value. */
    private final Map<Thread, String> away = new HashMap<>();

    private int places = 1;
    private int taken;
    private int threads;
    private Timer.@Nullable Alarm help;

    /** All slots of one pollster, for its sources in random order; a pollster is not called twice at once. */
    private static final class Chain {

        private final Deque<Slot> slots;
        /** What was handed over in this cycle, by who gets the samples: what goes elsewhere is polled for itself. */
        private final Map<Set<String>, Set<String>> histories = new HashMap<>();

        private final String pollster;
        /** The shared values that its polls asked for in the last cycle, and in this one. */
        private final Set<String> asked;

        private final boolean isKnown;

        private final Set<String> asking = new HashSet<>();

        Chain(String pollster, List<Slot> slots, SharedNeeds needs) {
            this.pollster = pollster;
            asked = needs.of(pollster);
            isKnown = needs.isKnown(pollster);
            List<Slot> shuffled = new ArrayList<>(slots);
            Collections.shuffle(shuffled);
            this.slots = new ArrayDeque<>(shuffled);
        }

        private Set<String> history(Slot slot) {
            Set<String> publishers = Set.copyOf(slot.assignment().source().publishers());
            return histories.computeIfAbsent(publishers, elsewhere -> new HashSet<>());
        }
    }

    RunningCycle(
            CycleRequest request,
            CycleContext.Series series,
            CycleServices services,
            PollSettings settings,
            BooleanSupplier cancelled,
            Runnable whenDone) {
        this.services = services;
        this.settings = settings;
        this.cancelled = cancelled;
        this.whenDone = whenDone;
        this.waitingTimes = new WaitingTimes(services.timer()::nanoTime);
        Set<String> pollsters = request.slots().stream()
                .map(slot -> slot.assignment().pollster().name())
                .collect(toUnmodifiableSet());
        Instant now = services.timer().now();
        SharedValues values =
                new SharedValues(series.name(), pollsters, services.memory().inFlight(), this);
        context = new CycleContext(now, request.interval(), series, pollsters, values);
        resolver = new ResourceResolver(context, services, settings);
        List<Chain> chains = new ArrayList<>(
                request.slots().stream()
                        .collect(groupingBy(slot -> slot.assignment().pollster()))
                        .entrySet()
                        .stream()
                        .map(each -> new Chain(
                                each.getKey().name(),
                                each.getValue(),
                                services.memory().needs()))
                        .toList());
        Collections.shuffle(chains);
        waiting = new ArrayDeque<>(chains);
        left = new AtomicInteger(chains.size());
    }

    /** Starts it on the workers' threads. */
    void start() {
        synchronized (this) {
            help = services.timer().after(PATIENCE, this::help);
        }
        // Once: a worker that is away already, for a value that it loads, has left its place to nobody.
        fillOne();
    }

    /** Gives one more worker a place; runs on the timer's thread. */
    private void help() {
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
            places = Math.min(places + 1, settings.threads());
            boolean isNextKnown = ready().map(chain -> chain.isKnown).orElse(true);
            help = services.timer().after(isNextKnown ? PACE : PATIENCE, this::help);
        }
        fillOne();
    }

    private void fill() {
        while (fillOne()) {
            // Each round takes one place.
        }
    }

    /** Starts one more worker if there is a chain for it, a place and a thread. */
    private boolean fillOne() {
        synchronized (this) {
            if (taken >= places || threads >= MAX_THREADS || ready().isEmpty()) {
                return false;
            }
            taken++;
            threads++;
        }
        try {
            services.workers().execute(this::work);
            return true;
        } catch (RejectedExecutionException e) {
            giveUp(e);
            return false;
        }
    }

    /** Concludes what nobody will take any more: the agent stops, or there are no threads. */
    private void giveUp(RejectedExecutionException cause) {
        List<Chain> chains;
        synchronized (this) {
            taken--;
            threads--;
            chains = List.copyOf(waiting);
            waiting.clear();
        }
        Outcome outcome = cancelled.getAsBoolean()
                ? new Outcome.Cancelled(Outcome.Tally.NOTHING)
                : Outcome.Failed.before("no thread can be had: " + cause.getMessage());
        for (Chain chain : chains) {
            chain.slots.forEach(slot -> slot.conclude(outcome));
            chainEnded();
        }
    }

    private void work() {
        for (Chain chain = next(); chain != null; chain = next()) {
            if (!run(chain)) {
                return;
            }
            chainEnded();
        }
    }

    private synchronized @Nullable Chain next() {
        Optional<Chain> chain = ready();
        if (chain.isPresent()) {
            waiting.remove(chain.get());
        } else {
            taken--;
            threads--;
        }
        return chain.orElse(null);
    }

    /** The first chain that is not held up. */
    private Optional<Chain> ready() {
        return waiting.stream()
                .filter(chain -> Collections.disjoint(chain.asked, away.values()))
                .findFirst();
    }

    /** @return false if a poll outlived its deadline: whoever abandoned it has taken care of the rest */
    private boolean run(Chain chain) {
        workers.put(Thread.currentThread(), chain);
        try {
            if (!runSlots(chain)) {
                return false;
            }
            services.memory().needs().record(chain.pollster, chain.asking);
            return true;
        } finally {
            workers.remove(Thread.currentThread());
        }
    }

    private boolean runSlots(Chain chain) {
        for (Slot slot = chain.slots.poll(); slot != null; slot = chain.slots.poll()) {
            if (cancelled.getAsBoolean()) {
                slot.conclude(new Outcome.Cancelled(Outcome.Tally.NOTHING));
            } else if (!run(slot, chain)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(Slot slot, Chain chain) {
        PollRun poll = new PollRun(slot, this);
        running.put(poll, chain);
        try {
            boolean inTime = poll.run(chain.history(slot));
            if (inTime) {
                running.remove(poll);
            }
            return inTime;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The poll of {} failed, please report this as a bug of Nephoscope", slot, e);
            slot.conclude(Outcome.Failed.before("please report this as a bug of Nephoscope: " + e));
            return running.remove(poll) != null;
        }
    }

    /**
     * Goes on without the worker of an abandoned poll. Its chain is over, for its pollster hangs. To be called
     * once for each poll that was abandoned, on any thread but the timer's.
     */
    void replace(PollRun poll) {
        Chain chain = running.remove(poll);
        if (chain == null) {
            return;
        }
        synchronized (this) {
            if (away.remove(poll.worker()) == null) {
                taken--;
            }
            threads--;
        }
        for (Slot slot = chain.slots.poll(); slot != null; slot = chain.slots.poll()) {
            slot.conclude(new Outcome.Busy("an earlier call of it has not returned"));
        }
        fill();
        chainEnded();
    }

    private void chainEnded() {
        if (left.decrementAndGet() == 0) {
            Timer.Alarm needless;
            synchronized (this) {
                needless = help;
            }
            if (needless != null) {
                needless.cancel();
            }
            whenDone.run();
        }
    }

    // ------------------------------------------------------------------ places

    /** This worker is going to wait for something else than a shared value; see {@link #leave(String, boolean)}. */
    boolean leave() {
        return leave(NOTHING, true);
    }

    @Override
    public void asks(String value) {
        Chain chain = workers.get(Thread.currentThread());
        // One more than is remembered tells that there are too many.
        if (chain != null && chain.asking.size() <= SharedNeeds.MOST) {
            chain.asking.add(value);
        }
    }

    /** Who waits for what another loads is replaced at the pace of the help: others would do the same. */
    @Override
    public boolean leave(String value, boolean loads) {
        boolean replaced;
        synchronized (this) {
            if (away.putIfAbsent(Thread.currentThread(), value) != null) {
                return false;
            }
            taken--;
            replaced = loads && places > 1;
        }
        if (!loads) {
            waitingTimes.begin();
        }
        if (replaced) {
            fillOne();
        }
        return true;
    }

    /** Its place may have been taken meanwhile: then one more is inside for as long as that takes. */
    @Override
    public void back() {
        waitingTimes.end();
        synchronized (this) {
            if (away.remove(Thread.currentThread()) != null) {
                taken++;
            }
        }
        fill();
    }

    // ------------------------------------------------------------------ what polls need

    CycleServices services() {
        return services;
    }

    PollSettings settings() {
        return settings;
    }

    WaitingTimes waitingTimes() {
        return waitingTimes;
    }

    CycleContext context() {
        return context;
    }

    ResourceResolver resolver() {
        return resolver;
    }
}
