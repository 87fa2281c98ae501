package io.nephoscope.core.completeness;

import io.nephoscope.core.completeness.EarlierLife.Expected;
import io.nephoscope.core.completeness.SeriesLedger.Stored;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.TaskState;
import java.lang.ref.WeakReference;
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
 * @param inMemory slots that were polled and wait in memory alone
 */
record LifeSigns(
        long time,
        Map<Long, Long> next,
        Map<AssignmentName, Long> series,
        Map<AssignmentName, Long> open,
        Map<AssignmentName, Stored> inMemory) {

    /** The intervals of all series, made anew only when the schedule changed. Keeps no plugin. */
    static final class SeriesOfTasks {

        private List<WeakReference<Set<Assignment>>> known = List.of();
        private Map<AssignmentName, Long> series = Map.of();

        /** The same map as the last time while the schedule is. Of very many series only the first. */
        Map<AssignmentName, Long> of(List<TaskState> tasks) {
            if (!isKnown(tasks)) {
                known = tasks.stream()
                        .map(task -> new WeakReference<>(task.assignments()))
                        .toList();
                series = new LinkedHashMap<>();
                tasks.forEach(this::add);
            }
            return series;
        }

        private void add(TaskState task) {
            task.assignments().stream()
                    .limit(CompletenessLedger.MOST_SERIES - series.size())
                    .forEach(assignment ->
                            series.put(assignment.name(), task.interval().toMillis()));
        }

        private boolean isKnown(List<TaskState> tasks) {
            boolean same = tasks.size() == known.size();
            for (int i = 0; same && i < known.size(); i++) {
                same = known.get(i).refersTo(tasks.get(i).assignments());
            }
            return same;
        }
    }

    /**
     * Those of a ledger. What it has not told itself of an earlier life is handed on.
     *
     * @param isLasting whether what is in the store outlives the process
     */
    static LifeSigns of(
            long time,
            List<TaskState> tasks,
            Map<AssignmentName, Long> series,
            CompletenessLedger ledger,
            boolean isLasting) {
        Map<Long, Long> next = new HashMap<>();
        tasks.forEach(task -> next.put(task.interval().toMillis(), SeriesLedger.millis(task.nextDue())));
        Map<AssignmentName, Long> open = ledger.open();
        Map<AssignmentName, Stored> inMemory = isLasting ? new HashMap<>() : ledger.stored();
        Map<AssignmentName, Expected> untold = ledger.untold(time);
        if (untold.isEmpty()) {
            return new LifeSigns(time, next, series, open, inMemory);
        }
        Map<AssignmentName, Long> all = new LinkedHashMap<>(series);
        untold.forEach((name, expected) -> {
            all.putIfAbsent(name, expected.interval());
            open.put(name, expected.first());
            expected.inMemory().ifPresent(slots -> inMemory.put(name, slots));
        });
        return new LifeSigns(time, next, all, open, inMemory);
    }

    /** What follows from them for the successor. */
    EarlierLife earlierLife() {
        Map<AssignmentName, Expected> expected = new HashMap<>();
        series.forEach((name, interval) -> {
            Long begun = open.get(name);
            Long first = begun == null ? next.get(interval) : begun;
            if (first != null && interval > 0) {
                Expected known = begun == null ? Expected.next(first, interval) : Expected.begun(first, interval);
                Stored lost = inMemory.get(name);
                expected.put(name, lost == null ? known : known.andLost(lost));
            }
        });
        return new EarlierLife(time, expected);
    }
}
