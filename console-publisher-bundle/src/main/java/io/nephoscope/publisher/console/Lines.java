package io.nephoscope.publisher.console;

import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Lines to be read: time, meter, volume and unit, resource, and its name if it has one. */
final class Lines {

    private static final int METER_WIDTH = 32;
    private static final int VOLUME_WIDTH = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private Lines() {}

    static void append(StringBuilder out, Instant timestamp, Sample sample) {
        Subject subject = sample.subject();
        TIME.formatTo(timestamp, out);
        out.append("  ");
        padRight(out, sample.meter().name(), METER_WIDTH);
        padLeft(out, sample.volume().toString(), VOLUME_WIDTH);
        out.append(' ');
        padRight(out, sample.meter().unit(), 10);
        out.append(subject.resourceId() == null ? "-" : printable(subject.resourceId()));
        if (subject.metadata().asMap().get("display_name") instanceof String name) {
            out.append("  ").append(printable(name));
        }
    }

    private static void padRight(StringBuilder out, String text, int width) {
        out.append(printable(text)).append(" ".repeat(Math.max(1, width - text.length())));
    }

    private static void padLeft(StringBuilder out, String text, int width) {
        out.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
    }

    /** Names come from users: control characters would reach the terminal. */
    private static String printable(String text) {
        return text.codePoints().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cntrl}", "?") : text;
    }
}
