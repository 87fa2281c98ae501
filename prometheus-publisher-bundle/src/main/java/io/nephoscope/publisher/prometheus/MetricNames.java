package io.nephoscope.publisher.prometheus;

import java.util.regex.Pattern;

/** Names as Prometheus takes them: letters of ASCII, digits and underscores. */
final class MetricNames {

    private static final String PREFIX = "ceilometer_";
    private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9_]");
    private static final Pattern BAD_BEGIN = Pattern.compile("^(?=[0-9]|__|$)");

    private MetricNames() {}

    /** The metric of a meter: {@code ceilometer_disk_read_bytes}. */
    static String metric(String meter) {
        return PREFIX + FOREIGN.matcher(meter).replaceAll("_");
    }

    /** A label: a digit cannot begin one, and two underscores are Prometheus' own. */
    static String label(String name) {
        return BAD_BEGIN.matcher(FOREIGN.matcher(name).replaceAll("_")).replaceFirst("label_");
    }
}
