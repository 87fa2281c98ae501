package io.nephoscope.core.cycle;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Outcome.Tally;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One poll of one slot, from the worker that takes it to the outcome that concludes it.
 *
 * <p>Two may end it: the worker that returns, and the alarm of the deadline. Whoever is first under the lock
 * closes the poll and makes the outcome in the same step, from what was taken until then; only he goes on to
 * tell it ({@link #tell}), outside the lock and never on the timer's thread. So deciding and telling cannot come
 * apart, a poll that is over takes nothing, and a sink that waits holds up no alarm.
 */
final class PollRun implements Poll {

    private static final int NAMES_PART = 4;

    private final Slot slot;
    private final Assignment assignment;
    private final RunningCycle cycle;
    private final CycleServices services;
    private final Thread worker = Thread.currentThread();
    private final Instant startedAt;
    private final long started;
    private final AtomicLong waitedForNames = new AtomicLong();

    // All below is guarded by this.
    private Phase phase = Phase.TURN;
    private boolean ended;
    private boolean expired;
    private @Nullable Use<?> use;
    private List<Resource> resources = List.of();
    private Map<String, List<String>> shared = Map.of();
    private long called;
    private long waited;
    private String discoveryError = "";
    private Instant timestamp = Instant.EPOCH;
    private List<Sample> batch = new ArrayList<>();
    private int samples;
    private int refused;
    private String refusal = "";
    private long late;
    private int unstored;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, String> blacklisted = new LinkedHashMap<>();

    /** What the worker is doing, which says what it means when the deadline passes. */
    private enum Phase {
        /** It waits for an earlier call of the same pollster. */
        TURN,
        /** It waits for discoveries. */
        RESOLVING,
        /** It gets the plugin, whose constructor and activation may run. */
        ACTIVATING,
        POLLING,
        /** The worker does something else by now and must not be interrupted. */
        RETURNED
    }

    /**
     * All that is known of a poll at its end.
     *
     * @param took how long the plugin was at it; zero if it was not called
     */
    private record End(Outcome outcome, List<Sample> rest, CycleListener.Details details, Duration took) {}

    PollRun(Slot slot, RunningCycle cycle) {
        this.slot = slot;
        this.assignment = slot.assignment();
        this.cycle = cycle;
        this.services = cycle.services();
        this.startedAt = services.timer().now();
        this.started = services.timer().nanoTime();
    }

    /**
     * Polls in the caller's thread and concludes the slot.
     *
     * @param history the ids that the pollster was given in this cycle
     * @return false if the deadline passed first: another worker has taken this one's place
     */
    boolean run(Set<String> history) {
        Optional<Blacklist.Entry> quarantine = services.memory().quarantine().entry(assignment, startedAt);
        if (quarantine.isPresent()) {
            conclude(new Outcome.Quarantined(quarantine.get().sentence()));
            return true;
        }
        if (!services.sink().hasRoom()) {
            conclude(new Outcome.StoreFull(Tally.NOTHING, "it was not polled, because the store of samples is full"));
            return true;
        }
        Timer.Alarm deadline = services.timer().after(timeout(), this::expire);
        try {
            takeTurn(history);
        } finally {
            deadline.cancel();
        }
        return !hasExpiredAtReturn();
    }

    private void conclude(Outcome outcome) {
        services.memory().log().polled(assignment.name(), outcome.error(), null, Map.of());
        slot.conclude(outcome);
    }

    /** Ends the worker's part. An interrupt that was meant for this poll does not reach the next one. */
    private boolean hasExpiredAtReturn() {
        long lost;
        boolean tooLate;
        synchronized (this) {
            phase = Phase.RETURNED;
            tooLate = expired;
            lost = late;
        }
        boolean unused = Thread.interrupted();
        if (lost > 0) {
            tellLate(lost);
        }
        return tooLate;
    }

    /** Of those that came before the worker's part ended it tells, of each later one whoever emits it. */
    private void tellLate(long lost) {
        services.memory().log().late(assignment.name(), lost);
        services.listener().late(assignment, lost);
    }

    private void takeTurn(Set<String> history) {
        RunningCalls.Key call = new RunningCalls.Key(
                cycle.context().series().name(), assignment.pollster().access(), "");
        try {
            if (awaitTurn(call)) {
                try {
                    poll(history);
                } finally {
                    services.memory().calls().leave(call);
                }
            } else {
                end(null, (tally, details) -> new Outcome.Busy("an earlier call of it has not returned"));
            }
        } catch (PluginGoneException e) {
            end(null, (tally, details) -> new Outcome.Cancelled(tally));
        } catch (PluginException e) {
            fail(String.valueOf(e.getMessage()), e.getCause());
        } catch (InterruptedException e) {
            fail("it was interrupted", null);
        } catch (RuntimeException e) {
            fail("please report this as a bug of Nephoscope: " + e, e);
        }
    }

    /** Whether it is this poll's turn; false if an earlier call of the pollster hangs or lasts too long. */
    private boolean awaitTurn(RunningCalls.Key call) throws InterruptedException {
        RunningCalls calls = services.memory().calls();
        if (calls.tryEnter(call, name())) {
            return true;
        }
        boolean left = cycle.leave();
        try {
            return calls.enter(call, name(), timeout());
        } finally {
            if (left) {
                cycle.back();
            }
        }
    }

    private String name() {
        return assignment.pollster().name();
    }

    private void poll(Set<String> history) throws PluginException, InterruptedException {
        enter(Phase.RESOLVING);
        boolean isFirst = history.isEmpty();
        ResourceResolver.Resolved resolved = cycle.resolver().resolve(slot, history, this);
        if (!begin(resolved)) {
            return;
        }
        if (resolved.resources().isEmpty()) {
            end(null, (tally, details) -> nothing(tally, resolved, isFirst));
        } else {
            call(resolved.resources());
            end(null, (tally, details) -> new Outcome.Polled(tally, worst(details)));
        }
    }

    private static Outcome nothing(Tally tally, ResourceResolver.Resolved resolved, boolean isFirst) {
        if (!resolved.error().isEmpty()) {
            return new Outcome.Failed(tally, resolved.error());
        }
        return resolved.others() ? new Outcome.NotOurs() : new Outcome.NothingToPoll(tally, !isFirst);
    }

    private synchronized void enter(Phase next) {
        phase = next;
    }

    /** Whether the poll is still to go on, now that its resources are known. */
    private synchronized boolean begin(ResourceResolver.Resolved resolved) {
        resources = resolved.resources();
        shared = resolved.shared();
        discoveryError = resolved.error();
        phase = Phase.ACTIVATING;
        timestamp = services.timer().now().truncatedTo(ChronoUnit.MICROS);
        return !ended;
    }

    private void call(List<Resource> toPoll) throws PluginException, InterruptedException {
        PollsterPlugin pollster = assignment.pollster();
        try (Use<?> opened = pollster.access().open()) {
            if (!takes(opened)) {
                return;
            }
            if (opened.plugin() instanceof ResourcePollster single) {
                new ResourceFanOut(single, pollster, cycle, this).poll(toPoll);
            } else {
                Pollster all = (Pollster) opened.plugin();
                Guard.run(pollster.description(), () -> all.poll(toPoll, this));
            }
        }
    }

    /** Whether the poll is still to go on, now that its plugin is active. */
    private synchronized boolean takes(Use<?> opened) {
        use = opened;
        phase = Phase.POLLING;
        called = services.timer().nanoTime();
        waited = cycle.waitingTimes().of(worker);
        return !ended;
    }

    /** Whether it is over, so that whoever works for it can stop. */
    synchronized boolean isOver() {
        return ended;
    }

    // ------------------------------------------------------------------ what the plugin calls

    @Override
    public void emit(Sample sample) {
        String objection = objection(sample);
        List<Sample> full = null;
        boolean untold = false;
        synchronized (this) {
            if (ended) {
                late++;
                untold = phase == Phase.RETURNED;
            } else if (!objection.isEmpty()) {
                refuse(objection);
            } else if (samples == bounds().samples()) {
                refuse("more than the " + bounds().samples() + " samples that one poll may hand over");
            } else {
                samples++;
                batch.add(sample.source() == null ? sample.from(cycle.settings().sampleSource()) : sample);
                full = takeIfFull();
            }
        }
        if (untold) {
            tellLate(1);
        } else if (full != null && !handOver(full)) {
            synchronized (this) {
                unstored += full.size();
            }
        }
    }

    /** Why a sample is not taken; empty if it is. Plugins are not held to our null checks by their compilers. */
    @SuppressWarnings("ConstantValue")
    private static String objection(Sample sample) {
        if (sample == null) {
            return "a sample that is null";
        }
        return sample.objection()
                .map(fault -> "a sample "
                        + (sample.meter() == null
                                ? ""
                                : "of " + OneLine.of(sample.meter().name()) + " ")
                        + OneLine.of(fault))
                .orElse("");
    }

    private void refuse(String reason) {
        refused++;
        refusal = reason;
    }

    private @Nullable List<Sample> takeIfFull() {
        if (batch.size() < cycle.settings().batchSize()) {
            return null;
        }
        List<Sample> full = batch;
        batch = new ArrayList<>(full.size());
        return full;
    }

    private PollSettings.Bounds bounds() {
        return cycle.settings().bounds();
    }

    /** On the thread that emits, or that tells the end; never under the lock. Whether there was room. */
    private boolean handOver(List<Sample> full) {
        List<Sample> samples = cycle.settings().names() ? named(full) : full;
        return services.sink()
                .accept(new RoutedBatch(
                        UUID.randomUUID(),
                        assignment.source().name(),
                        name(),
                        slot.due(),
                        timestamp,
                        samples,
                        assignment.source().publishers(),
                        slot.isShared()));
    }

    /** All batches of a poll together may wait for names for a part of its time: they are not to cost it its deadline. */
    private List<Sample> named(List<Sample> batch) {
        long left = Math.min(remaining().toNanos(), timeout().toNanos() / NAMES_PART - waitedForNames.get());
        long begun = services.timer().nanoTime();
        try {
            return services.names().named(batch, Duration.ofNanos(Math.max(0, left)));
        } finally {
            waitedForNames.addAndGet(services.timer().nanoTime() - begun);
        }
    }

    @Override
    public void failed(Resource resource, String reason) {
        note(failures, resource, reason);
    }

    @Override
    public void blacklist(Resource resource, String reason) {
        note(blacklisted, resource, reason);
    }

    private synchronized void note(Map<String, String> outcomes, Resource resource, String reason) {
        Objects.requireNonNull(reason, "reason");
        if (!ended && outcomes.size() <= bounds().resources()) {
            outcomes.put(resource.id(), OneLine.of(reason));
        }
    }

    @Override
    public Cycle cycle() {
        return cycle.context().seenBy(assignment.pollster().origin().bundle());
    }

    @Override
    public Duration remaining() {
        Duration left = timeout().minusNanos(services.timer().nanoTime() - started);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration timeout() {
        return assignment.source().timing().timeout();
    }

    // ------------------------------------------------------------------ its end

    /** Whatever a plugin throws while its bundle stops is no failure. */
    private void fail(String error, @Nullable Throwable cause) {
        boolean gone = assignment.pollster().access().isGone();
        end(
                gone ? null : cause,
                (tally, details) -> gone ? new Outcome.Cancelled(tally) : new Outcome.Failed(tally, error));
    }

    /** Ends the poll from its worker, unless the deadline was faster. */
    private void end(@Nullable Throwable cause, BiFunction<Tally, CycleListener.Details, Outcome> how) {
        End end;
        synchronized (this) {
            if (ended) {
                return;
            }
            end = close(how);
        }
        tell(end, cause);
    }

    /** Ends the poll from the alarm, unless the worker was faster. Runs on the timer's thread: waits for nothing. */
    private void expire() {
        End end;
        synchronized (this) {
            if (ended) {
                return;
            }
            expired = true;
            end = close(this::expired);
            // Under the lock, so that it cannot hit what the worker does after it has returned.
            worker.interrupt();
        }
        services.memory().calls().abandon(worker);
        cycle.context().values().abandon(worker);
        try {
            services.workers().execute(() -> tellAbandoned(end));
        } catch (RejectedExecutionException e) {
            // There are too many of ours, or the agent stops: the end is told all the same.
            Thread teller = new Thread(() -> tellAbandoned(end), "nephoscope-abandon");
            teller.setDaemon(true);
            teller.start();
        }
    }

    private Outcome expired(Tally tally, CycleListener.Details details) {
        String bound = " within " + timeout().toSeconds() + " s";
        return switch (phase) {
            case TURN -> new Outcome.Busy("an earlier call of it has not returned" + bound);
            case RESOLVING -> new Outcome.Abandoned(tally, "its discovery did not return" + bound);
            case ACTIVATING -> new Outcome.Abandoned(tally, "it could not be activated" + bound);
            default -> new Outcome.Abandoned(tally, "it did not return" + bound + " and was abandoned");
        };
    }

    private void tellAbandoned(End end) {
        Use<?> opened;
        boolean blamed;
        synchronized (this) {
            opened = use;
            blamed = opened != null;
        }
        try {
            if (opened != null) {
                opened.abandon();
            }
            if (blamed) {
                services.memory()
                        .quarantine()
                        .abandoned(
                                assignment,
                                services.timer().now(),
                                cycle.settings().blacklist())
                        .ifPresent(services.memory().log()::blacklisted);
            }
        } finally {
            try {
                tell(end, null);
            } finally {
                cycle.replace(this);
            }
        }
    }

    /** Closes the poll, under the lock: from here on nothing of it changes. */
    private End close(BiFunction<Tally, CycleListener.Details, Outcome> how) {
        ended = true;
        List<Sample> rest = batch;
        batch = List.of();
        Tally tally = new Tally(
                startedAt,
                Duration.ofNanos(services.timer().nanoTime() - started),
                resources.size(),
                samples - unstored,
                failures.size(),
                refused);
        CycleListener.Details details = new CycleListener.Details(resources, failures, blacklisted);
        Outcome outcome = unstored == 0 ? how.apply(tally, details) : storeFull(tally, unstored);
        return new End(outcome, rest, details, took());
    }

    /** How long the plugin was at it, apart from waiting for what others load. */
    private Duration took() {
        long waiting = cycle.waitingTimes().of(worker) - waited;
        return phase == Phase.POLLING
                ? Duration.ofNanos(Math.max(0, services.timer().nanoTime() - called - waiting))
                : Duration.ZERO;
    }

    private static Outcome storeFull(Tally tally, int lost) {
        return new Outcome.StoreFull(tally, lost + " samples found no room in the store of samples");
    }

    /** Why a poll that returned is not all well. */
    private String worst(CycleListener.Details details) {
        return Stream.of(
                        discoveryError,
                        refused == 0 ? "" : refused + " samples were not taken, the last: " + refusal,
                        details.lastFailure())
                .filter(error -> !error.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Hands over the rest and tells the end to all who learn from it; concludes the slot whatever happens. */
    private void tell(End end, @Nullable Throwable cause) {
        Outcome outcome = end.outcome();
        try {
            if (!end.rest().isEmpty() && !handOver(end.rest())) {
                outcome = storeFull(outcome.tally(), end.rest().size());
            }
            if (outcome.tellsOfPollster()) {
                remember(outcome, end.details());
                services.memory()
                        .log()
                        .polled(
                                assignment.name(),
                                outcome.error(),
                                cause,
                                end.details().failures());
            }
            services.listener().polled(assignment, end.details());
            tellCost(end);
        } finally {
            slot.conclude(outcome);
        }
    }

    private void tellCost(End end) {
        Map<String, List<String>> polled;
        synchronized (this) {
            polled = shared;
        }
        if (!polled.isEmpty() && !end.took().isZero()) {
            services.costs()
                    .polled(polled, end.took(), assignment.source().timing().interval());
        }
    }

    /** What the next cycles need to know: the blacklist, and who has come back from quarantine. */
    private void remember(Outcome outcome, CycleListener.Details details) {
        if (outcome instanceof Outcome.Polled || outcome instanceof Outcome.Failed) {
            services.memory().quarantine().returned(assignment);
        }
        Blacklist blacklist = services.memory().blacklist();
        if (details.blacklisted().isEmpty() && blacklist.isEmpty(assignment)) {
            return;
        }
        Set<String> given = details.resources().stream().map(Resource::id).collect(toUnmodifiableSet());
        Instant now = services.timer().now();
        services.memory()
                .log()
                .blacklisted(details.blacklisted().entrySet().stream()
                        // Of others there may be any number, and it would not be given them anyway.
                        .filter(entry -> given.contains(entry.getKey()))
                        .map(entry -> blacklist.add(
                                assignment,
                                entry.getKey(),
                                entry.getValue(),
                                now,
                                cycle.settings().blacklist()))
                        .toList());
        if (outcome instanceof Outcome.Polled) {
            blacklist.forgive(assignment, id -> given.contains(id) && details.isWell(id));
        }
    }

    Thread worker() {
        return worker;
    }
}
