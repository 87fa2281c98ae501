package io.nephoscope.core.schedule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.TaskState.Cycles;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is polled at one interval. The next cycle starts one interval after the previous one
 * started, or at once, and once only, when that took longer. What is new in a group does not wait for
 * its next cycle. Cycles are started, and slots entered into the ledger, outside the lock.
 */
final class IntervalGroup {

    private final Duration interval;
    private final Context context;
    private final Set<Assignment> late = new HashSet<>();
    private Set<Assignment> assignments = Set.of();
    private Cycles cycles = Cycles.NONE;
    private Plan plan = new Plan(0, null, Set.of());

    /** What all groups have in common. */
    record Context(Timer timer, CycleStarter starter, Delays delays, SlotLedger ledger) {}

    /** When the next cycle is due, the alarm that starts it, and the pollsters of the one that runs. */
    private record Plan(long due, Timer.@Nullable Alarm alarm, Set<PollsterPlugin> busy) {}

    IntervalGroup(Duration interval, Context context) {
        this.interval = interval;
        this.context = context;
    }

    /** Starts a group that was not there before. */
    synchronized void begin(Set<Assignment> wanted) {
        assignments = wanted;
        Duration delay = wanted.stream()
                .map(assignment -> context.delays().draw(assignment.source()))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        planAt(context.timer().nanoTime() + delay.toNanos());
    }

    /** Follows a new schedule; what is unchanged notices nothing. */
    void update(Set<Assignment> wanted) {
        Map<Source, Duration> delays = new HashMap<>();
        Map<Duration, List<Assignment>> byDelay = added(wanted).stream()
                .collect(groupingBy(assignment -> delays.computeIfAbsent(
                        assignment.source(), source -> context.delays().draw(source))));
        byDelay.forEach((delay, added) -> context.timer().after(delay, () -> runLate(added)));
    }

    private synchronized Set<Assignment> added(Set<Assignment> wanted) {
        Set<Assignment> added = new HashSet<>(wanted);
        added.removeAll(assignments);
        assignments = wanted;
        late.retainAll(wanted);
        late.addAll(added);
        return added;
    }

    /** Polls what is new, except where the regular cycle has been faster or still needs the pollster. */
    private void runLate(Collection<Assignment> which) {
        List<Assignment> mine = takeLate(which);
        if (!mine.isEmpty()) {
            context.starter().start(request(mine, context.timer().now()), () -> {});
        }
    }

    /** Looks at no more than was asked for: with a jitter each source has an alarm of its own. */
    private synchronized List<Assignment> takeLate(Collection<Assignment> which) {
        List<Assignment> mine = which.stream()
                .filter(late::contains)
                .filter(assignment -> !plan.busy().contains(assignment.pollster()))
                .toList();
        mine.forEach(late::remove);
        return mine;
    }

    synchronized void stop() {
        assignments = Set.of();
        late.clear();
        if (plan.alarm() != null) {
            plan.alarm().cancel();
        }
    }

    private CycleRequest request(Collection<Assignment> wanted, Instant due) {
        List<Slot> slots = new ArrayList<>(wanted.size());
        wanted.forEach(assignment -> slots.add(Slot.open(assignment, due, context.ledger())));
        return new CycleRequest(interval, slots);
    }

    private void tick() {
        Set<Assignment> now;
        Instant due;
        synchronized (this) {
            if (assignments.isEmpty()) {
                return;
            }
            now = assignments;
            due = context.timer().now().minusNanos(context.timer().nanoTime() - plan.due());
            late.clear();
            cycles = cycles.started(context.timer().now());
            plan = new Plan(
                    plan.due(),
                    null,
                    assignments.stream().map(Assignment::pollster).collect(toSet()));
        }
        long started = context.timer().nanoTime();
        context.starter().start(request(now, due), () -> finished(started));
    }

    private void finished(long started) {
        Set<Assignment> left;
        List<Assignment> waiting;
        long missed;
        synchronized (this) {
            long now = context.timer().nanoTime();
            long due = plan.due() + interval.toNanos();
            boolean overrun = now - due > 0;
            missed = overrun ? (now - due) / interval.toNanos() : 0;
            left = assignments;
            waiting = List.copyOf(late);
            cycles = cycles.finished(Duration.ofNanos(now - started), overrun);
            plan = new Plan(plan.due(), null, Set.of());
            if (!assignments.isEmpty()) {
                planAt(overrun ? now : due);
            }
        }
        if (missed > 0) {
            left.forEach(assignment ->
                    context.ledger().missed(assignment, context.timer().now(), missed));
        }
        runLate(waiting);
    }

    private void planAt(long due) {
        Duration delay = Duration.ofNanos(due - context.timer().nanoTime());
        plan = new Plan(due, context.timer().after(delay, this::tick), Set.of());
    }

    synchronized TaskState state() {
        Duration untilDue = Duration.ofNanos(plan.due() - context.timer().nanoTime());
        Duration untilNext = cycles.running() ? untilDue.plus(interval) : untilDue;
        return new TaskState(interval, assignments, context.timer().now().plus(untilNext), cycles);
    }
}
