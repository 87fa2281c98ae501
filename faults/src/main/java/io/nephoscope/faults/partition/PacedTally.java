package io.nephoscope.faults.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what came of resources, one after the other, by the time between two polls of each. For one judgement. */
final class PacedTally {

    private static final int EXAMPLES = 12;

    private final Duration interval;
    private final Instant start;
    private final Instant end;
    private final List<String> examples = new ArrayList<>();
    private final Map<String, Long> loads = new TreeMap<>();
    private long lost;
    private long doubled;
    private long raw;
    private long moves;
    private Duration latestArrival = Duration.ZERO;
    private Duration longestPause = Duration.ZERO;

    /**
     * Nothing counted yet.
     *
     * @param start of the time that counts
     * @param end of it
     */
    PacedTally(Duration interval, Instant start, Instant end) {
        this.interval = interval;
        this.start = start;
        this.end = end;
    }

    /** Counts what came of one resource. */
    void add(int resource, List<SharedCell> cells) {
        List<Sighting> polls = cells.stream()
                .flatMap(cell -> cell.samples().stream())
                .sorted(Comparator.comparing(Sighting::polled))
                .toList();
        cells.forEach(this::add);
        // Nobody knows when it was polled before, and when it will be polled next: whole intervals alone count.
        lost(
                resource,
                start,
                Duration.between(start, polls.isEmpty() ? end : polls.get(0).polled())
                        .dividedBy(interval));
        for (int at = 1; at < polls.size(); at++) {
            follow(resource, polls.get(at - 1), polls.get(at));
        }
        if (!polls.isEmpty()) {
            Sighting last = polls.get(polls.size() - 1);
            lost(resource, last.polled(), Duration.between(last.polled(), end).dividedBy(interval));
            loads.merge(last.agent(), 1L, Long::sum);
        }
    }

    private void add(SharedCell cell) {
        raw += cell.repeated();
        latestArrival = longer(latestArrival, Duration.between(cell.polled(), cell.arrived()));
    }

    private void follow(int resource, Sighting before, Sighting next) {
        Duration pause = Duration.between(before.polled(), next.polled());
        longestPause = longer(longestPause, pause);
        moves += before.agent().equals(next.agent()) ? 0 : 1;
        if (pause.multipliedBy(2).compareTo(interval) < 0) {
            doubled++;
            example("doubled", resource, next.polled(), before.agent() + " and " + next.agent());
        }
        lost(resource, before.polled(), pause.plus(interval.dividedBy(2)).dividedBy(interval) - 1);
    }

    private void lost(int resource, Instant since, long times) {
        if (times > 0) {
            lost += times;
            example("lost", resource, since, times + " times after");
        }
    }

    private void example(String what, int resource, Instant when, String words) {
        if (examples.size() < EXAMPLES) {
            examples.add("%s: resource %d, %s %s".formatted(what, resource, words, when));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    SharedVerdict verdict(long slots, int resources) {
        return new SharedVerdict(
                slots,
                slots * resources,
                lost,
                new SharedVerdict.Doubles(doubled, raw),
                new SharedVerdict.Timing(0, Duration.ZERO, latestArrival, longestPause),
                moves,
                loads,
                examples);
    }
}
