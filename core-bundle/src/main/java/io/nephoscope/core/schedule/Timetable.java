package io.nephoscope.core.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Follows schedules by their differences: what did not change keeps its next due time and its state. */
public final class Timetable {

    private final IntervalGroup.Context context;
    private final Map<Duration, IntervalGroup> groups = new TreeMap<>();

    /** @param sharing how polls are shared out among agents */
    public Timetable(Timer timer, CycleStarter starter, Delays delays, SlotLedger ledger, Sharing sharing) {
        context = new IntervalGroup.Context(timer, starter, delays, ledger, sharing);
    }

    /** Puts a schedule in force. */
    public synchronized void apply(Schedule next) {
        groups.entrySet().removeIf(group -> {
            boolean gone = !next.groups().containsKey(group.getKey());
            if (gone) {
                group.getValue().stop();
            }
            return gone;
        });
        next.groups().forEach(this::apply);
    }

    private void apply(Duration interval, Set<Assignment> assignments) {
        IntervalGroup known = groups.get(interval);
        if (known == null) {
            IntervalGroup group = new IntervalGroup(interval, context);
            groups.put(interval, group);
            group.begin(assignments);
        } else {
            known.update(assignments);
        }
    }

    /** Looks what has become this agent's to poll since it was polled last. */
    public void shareChanged() {
        List<IntervalGroup> all;
        synchronized (this) {
            all = List.copyOf(groups.values());
        }
        all.forEach(IntervalGroup::shareChanged);
    }

    /** Starts no further cycle. */
    public void stop() {
        apply(Schedule.EMPTY);
    }

    /** How each interval stands, the shortest first. */
    public synchronized List<TaskState> tasks() {
        List<TaskState> tasks = new ArrayList<>();
        groups.values().forEach(group -> tasks.add(group.state()));
        return tasks;
    }
}
