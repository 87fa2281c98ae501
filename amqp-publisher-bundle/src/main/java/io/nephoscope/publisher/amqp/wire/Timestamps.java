package io.nephoscope.publisher.amqp.wire;

import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoField.MICRO_OF_SECOND;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Python writes naive UTC: six digits of fraction, or none. */
final class Timestamps {

    private static final DateTimeFormatter SECONDS = formatter("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROS = formatter("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private Timestamps() {}

    /** Such as {@code 2026-11-22T00:15:59.712507}. */
    static String iso(Instant time) {
        boolean whole = time.get(MICRO_OF_SECOND) == 0;
        return (whole ? SECONDS : MICROS).format(time);
    }

    /** Such as {@code 2026-11-22 00:15:59.712507}. */
    static String spaced(Instant time) {
        return iso(time).replace('T', ' ');
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(UTC);
    }
}
