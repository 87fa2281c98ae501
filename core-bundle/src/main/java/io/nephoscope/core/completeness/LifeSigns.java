package io.nephoscope.core.completeness;

import io.nephoscope.core.completeness.EarlierLife.Expected;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.TaskState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an agent expects at one moment, to be found by its successor. Times are milliseconds of the wall's clock.
 *
 * @param time of the moment
 * @param next when the next slots of an interval, in milliseconds, are due
 * @param series the interval of each series; in an order that stays while the series do
 * @param open the oldest slots of single series whose fate is not known, though they were due before
 */
record LifeSigns(long time, Map<Long, Long> next, Map<AssignmentName, Long> series, Map<AssignmentName, Long> open) {

    /** The intervals of all series, made anew only when the schedule changed. */
    static final class SeriesOfTasks {

        private List<Set<Assignment>> tasks = List.of();
        private Map<AssignmentName, Long> series = Map.of();

        /** The same map as the last time while the schedule is. */
        Map<AssignmentName, Long> of(List<TaskState> now) {
            List<Set<Assignment>> assignments =
                    now.stream().map(TaskState::assignments).toList();
            if (!isSame(assignments)) {
                Map<AssignmentName, Long> names = new LinkedHashMap<>();
                now.forEach(task -> task.assignments()
                        .forEach(assignment ->
                                names.put(assignment.name(), task.interval().toMillis())));
                tasks = assignments;
                series = names;
            }
            return series;
        }

        private boolean isSame(List<Set<Assignment>> assignments) {
            boolean same = assignments.size() == tasks.size();
            for (int i = 0; same && i < tasks.size(); i++) {
                same = assignments.get(i) == tasks.get(i);
            }
            return same;
        }
    }

    /** Those of a ledger. What it has not told itself of an earlier life is handed on. */
    static LifeSigns of(long time, List<TaskState> tasks, Map<AssignmentName, Long> series, CompletenessLedger ledger) {
        Map<Long, Long> next = new HashMap<>();
        tasks.forEach(task -> next.put(task.interval().toMillis(), SeriesLedger.millis(task.nextDue())));
        Map<AssignmentName, Long> open = ledger.open();
        Map<AssignmentName, Expected> untold = ledger.untold(time);
        if (untold.isEmpty()) {
            return new LifeSigns(time, next, series, open);
        }
        Map<AssignmentName, Long> all = new LinkedHashMap<>(series);
        untold.forEach((name, expected) -> {
            all.putIfAbsent(name, expected.interval());
            open.put(name, expected.first());
        });
        return new LifeSigns(time, next, all, open);
    }

    /** What follows from them for the successor. */
    EarlierLife earlierLife() {
        Map<AssignmentName, Expected> expected = new HashMap<>();
        series.forEach((name, interval) -> {
            Long due = open.getOrDefault(name, next.get(interval));
            if (due != null && interval > 0) {
                expected.put(name, new Expected(due, interval, open.containsKey(name)));
            }
        });
        return new EarlierLife(time, expected);
    }
}
