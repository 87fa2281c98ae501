package io.nephoscope.shell.text;

import java.time.Duration;
import java.time.Instant;

/** Tells times as people do. */
public final class Times {

    private Times() {}

    /** A time that is over: {@code 3 s ago}. */
    public static String ago(long millis, Instant now) {
        return millis == 0 ? "never" : span(Math.max(0, now.toEpochMilli() - millis)) + " ago";
    }

    /** Since when and how often something fails: {@code fails since 3 min 12 s, 13 times in a row}. */
    public static String failing(long since, long times, Instant now) {
        String span = since == 0 ? "fails" : "fails since " + span(Math.max(0, now.toEpochMilli() - since));
        return times > 1 ? span + ", " + times + " times in a row" : span;
    }

    /** A time to come: {@code in 12 s}. */
    public static String in(long millis, Instant now) {
        if (millis == 0) {
            return "never";
        }
        long left = millis - now.toEpochMilli();
        return left <= 0 ? "now" : "in " + span(left);
    }

    /** A duration, short and exact: {@code 34 ms}, {@code 1.2 s}. */
    public static String duration(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 10_000 ? millis / 1000 + "." + millis % 1000 / 100 + " s" : span(millis);
    }

    /** A duration in its two largest units, of which the smaller is left out when it is zero. */
    public static String span(long millis) {
        Duration span = Duration.ofMillis(millis);
        if (span.toDays() > 0) {
            return units(span.toDays(), "d", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return units(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return span.toMinutes() > 0
                ? units(span.toMinutes(), "min", span.toSecondsPart(), "s")
                : span.toSeconds() + " s";
    }

    private static String units(long large, String largeUnit, int small, String smallUnit) {
        String text = large + " " + largeUnit;
        return small == 0 ? text : text + " " + small + " " + smallUnit;
    }
}
