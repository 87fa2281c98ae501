package io.nephoscope.core.schedule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.partition.Share;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.DueTimes.Next;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is polled at one interval. The next cycle starts one interval after the previous one
 * started, or at once, and once only, when that took longer. What is new in a group does not wait for
 * its next cycle. Where several agents share the work, cycles start at the times that all of them have, and what
 * becomes this agent's between two of them is polled late. Cycles are started, and slots entered into the ledger, outside
 * the lock.
 */
final class IntervalGroup {

    private final Duration interval;
    private final Context context;
    private final DueTimes times;
    private final Set<Assignment> late = new HashSet<>();
    private Set<Assignment> assignments = Set.of();
    private Cycles cycles = Cycles.NONE;
    private Plan plan = new Plan(new Next(0, null, 0), null, Set.of());
    private Turn turn = Turn.NONE;

    /** What all groups have in common. */
    record Context(Timer timer, CycleStarter starter, Delays delays, SlotLedger ledger, Sharing sharing) {}

    /** When the next cycle is due, the alarm that starts it, and the pollsters of the one that runs. */
    private record Plan(Next next, Timer.@Nullable Alarm alarm, Set<PollsterPlugin> busy) {}

    IntervalGroup(Duration interval, Context context) {
        this.interval = interval;
        this.context = context;
        this.times = new DueTimes(interval, context.timer());
    }

    /** Starts a group that was not there before. */
    synchronized void begin(Set<Assignment> wanted) {
        assignments = wanted;
        Duration delay = wanted.stream()
                .map(assignment -> context.delays().draw(assignment.source()))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        plan(times.first(delay));
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
        List<Assignment> mine;
        Turn of;
        synchronized (this) {
            mine = takeLate(which);
            turn = turn.isNone() || mine.isEmpty() ? turn : turn.and(mine);
            of = turn;
        }
        if (!mine.isEmpty()) {
            Instant due = of.isNone() ? context.timer().now() : of.due();
            start(slots(mine, of, due));
        }
    }

    /**
     * Looks at no more than was asked for: with a jitter each source has an alarm of its own. What agents share out
     * is polled once at a due time, also when its plugin was updated since.
     */
    private List<Assignment> takeLate(Collection<Assignment> which) {
        boolean shared = context.sharing().share().isPresent();
        if (shared && !times.isLast(turn.due())) {
            return List.of();
        }
        List<Assignment> mine = which.stream()
                .filter(late::contains)
                .filter(assignment -> !plan.busy().contains(assignment.pollster()))
                .toList();
        mine.forEach(late::remove);
        return shared
                ? mine.stream()
                        .filter(assignment -> !turn.hasPolled(assignment.name()))
                        .toList()
                : mine;
    }

    synchronized void stop() {
        assignments = Set.of();
        late.clear();
        cancel();
    }

    private void cancel() {
        if (plan.alarm() != null) {
            plan.alarm().cancel();
        }
    }

    private List<Slot> slots(Collection<Assignment> wanted, Turn of, Instant due) {
        List<Slot> slots = new ArrayList<>(wanted.size());
        for (Assignment assignment : wanted) {
            boolean shared = !of.isNone() && context.sharing().concerns(assignment);
            Portion portion = shared ? of.whole(assignment.name()) : Portion.ALL;
            slots.add(Slot.open(assignment, due, portion, context.ledger()));
        }
        return slots;
    }

    private void start(List<Slot> slots) {
        context.starter().start(new CycleRequest(interval, slots), () -> {});
    }

    private void tick() {
        Instant due;
        Turn of;
        Set<Assignment> now;
        synchronized (this) {
            if (assignments.isEmpty()) {
                return;
            }
            now = assignments;
            Optional<Share> share = context.sharing().share();
            due = times.due(plan.next(), share.isPresent());
            if (due.equals(turn.due())) {
                plan(times.after(due));
                return;
            }
            turn = share.map(mine -> Turn.of(due, mine, now)).orElse(Turn.NONE);
            of = turn;
            late.clear();
            cycles = cycles.started(context.timer().now());
            plan = new Plan(
                    plan.next(),
                    null,
                    assignments.stream().map(Assignment::pollster).collect(toSet()));
        }
        long started = context.timer().nanoTime();
        List<Slot> slots = slots(now, of, due);
        context.starter().start(new CycleRequest(interval, slots), () -> finished(started));
    }

    private void finished(long started) {
        Set<Assignment> left;
        List<Assignment> waiting;
        Next next;
        synchronized (this) {
            boolean shared = context.sharing().share().isPresent();
            next = shared && !turn.isNone() ? times.after(turn.due()) : times.after(plan.next(), shared);
            left = assignments;
            waiting = List.copyOf(late);
            long now = context.timer().nanoTime();
            cycles = cycles.finished(Duration.ofNanos(now - started), next.isOverrun());
            plan = new Plan(plan.next(), null, Set.of());
            if (!assignments.isEmpty()) {
                plan(next);
            }
        }
        if (next.missed() > 0) {
            Instant now = context.timer().now();
            left.forEach(assignment -> context.ledger().missed(assignment, now, next.missed()));
        }
        runLate(waiting);
    }

    private void plan(Next next) {
        Duration delay = Duration.ofNanos(next.at() - context.timer().nanoTime());
        plan = new Plan(next, context.timer().after(delay, this::tick), Set.of());
    }

    /** The agents have agreed anew, or this one is alone from now on, or not any more. */
    void shareChanged() {
        Map<Assignment, Portion> portions;
        Instant due;
        synchronized (this) {
            Optional<Share> share = context.sharing().share();
            if (share.isEmpty()) {
                turn = Turn.NONE;
                return;
            }
            if (turn.isNone()) {
                align();
            }
            if (!turn.isNews(share.get()) || !times.isLast(turn.due())) {
                return;
            }
            turn = turn.and(share.get());
            due = turn.lateDue();
            portions = rest();
        }
        List<Slot> slots = new ArrayList<>();
        portions.forEach((assignment, portion) -> slots.add(Slot.open(assignment, due, portion, context.ledger())));
        if (!slots.isEmpty()) {
            start(slots);
        }
    }

    /** Has the next cycle start when those of other agents do. */
    private void align() {
        if (plan.alarm() != null && plan.next().shared() == null && cycles.count() > 0) {
            cancel();
            plan(times.next());
        }
    }

    /** What is this agent's of what was polled, and was not when it was. */
    private Map<Assignment, Portion> rest() {
        Map<Assignment, Portion> portions = new HashMap<>();
        for (Assignment assignment : assignments) {
            if (turn.polled().contains(assignment) && context.sharing().concerns(assignment)) {
                turn.rest(assignment.name()).ifPresent(portion -> portions.put(assignment, portion));
            }
        }
        return portions;
    }

    synchronized TaskState state() {
        Duration untilDue = Duration.ofNanos(plan.next().at() - context.timer().nanoTime());
        Duration untilNext = cycles.running() ? untilDue.plus(interval) : untilDue;
        return new TaskState(interval, assignments, context.timer().now().plus(untilNext), cycles);
    }
}
