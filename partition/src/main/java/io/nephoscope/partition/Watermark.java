package io.nephoscope.partition;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Up to which due time polls are done, or are somebody's: of each series that is named, and of all the rest.
 * Immutable.
 *
 * @param rest of each series that is not named
 */
public record Watermark(Instant rest, Map<String, Instant> series) {

    /** Nothing is done. */
    public static final Watermark NOTHING = new Watermark(Instant.EPOCH, Map.of());

    public Watermark {
        series = Map.copyOf(series);
    }

    /** The same time for all series. */
    public static Watermark of(Instant due) {
        return new Watermark(due, Map.of());
    }

    /** The last due time of a series that lies below it. */
    public Instant of(String name) {
        return series.getOrDefault(name, rest);
    }

    public boolean covers(String name, Instant due) {
        return !due.isAfter(of(name));
    }

    /** With a series further on; never back. */
    public Watermark with(String name, Instant due) {
        return with(Map.of(name, due));
    }

    /** With several series further on; never back. */
    public Watermark with(Map<String, Instant> done) {
        Map<String, Instant> more = new HashMap<>(series);
        done.forEach((name, due) -> {
            if (!covers(name, due)) {
                more.put(name, due);
            }
        });
        return new Watermark(rest, more);
    }

    /** Of all series at least this far, so that those that nobody polls any more need not be named for ever. */
    public Watermark atLeast(Instant old) {
        if (!old.isAfter(rest)) {
            return this;
        }
        Map<String, Instant> later = new HashMap<>(series);
        later.values().removeIf(due -> !due.isAfter(old));
        return new Watermark(old, later);
    }

    /** Of each series the later of both. */
    public Watermark max(Watermark other) {
        return merged(other, (one, two) -> one.isAfter(two) ? one : two);
    }

    /** Of each series the earlier of both. */
    public Watermark min(Watermark other) {
        return merged(other, (one, two) -> one.isBefore(two) ? one : two);
    }

    private Watermark merged(Watermark other, BinaryOperator<Instant> choice) {
        Map<String, Instant> all = new TreeMap<>();
        series.keySet().forEach(name -> all.put(name, choice.apply(of(name), other.of(name))));
        other.series.keySet().forEach(name -> all.put(name, choice.apply(of(name), other.of(name))));
        return new Watermark(choice.apply(rest, other.rest), all);
    }

    /** The latest time of all. */
    public Instant latest() {
        return series.values().stream().reduce(rest, (one, two) -> one.isAfter(two) ? one : two);
    }
}
