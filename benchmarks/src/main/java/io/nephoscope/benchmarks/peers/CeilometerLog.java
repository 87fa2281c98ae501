package io.nephoscope.benchmarks.peers;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Ceilometer's log tells of its cycles. */
final class CeilometerLog {

    private static final Pattern POLLING =
            Pattern.compile("^(\\S+ \\S+) \\d+ INFO \\S+ .*Polling pollster (\\S+) in the context", Pattern.MULTILINE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private CeilometerLog() {}

    /**
     * When cycles began to poll; what they discover before that is not seen. Each pollster is named once in
     * a cycle, in any order: the first that is named again begins the next cycle.
     */
    static List<Instant> starts(String log) {
        List<Instant> starts = new ArrayList<>();
        Set<String> polled = new HashSet<>();
        Matcher line = POLLING.matcher(log);
        while (line.find()) {
            boolean again = !polled.add(line.group(2));
            if (again || starts.isEmpty()) {
                starts.add(time(line.group(1)));
            }
            if (again) {
                polled.clear();
                polled.add(line.group(2));
            }
        }
        return starts;
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).atZone(ZoneId.systemDefault()).toInstant();
    }
}
