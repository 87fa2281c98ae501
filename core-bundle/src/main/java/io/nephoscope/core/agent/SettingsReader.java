package io.nephoscope.core.agent;

import io.nephoscope.core.cycle.BlacklistDelays;
import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.runtime.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.ComponentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the core's configuration. A bad value is refused alone: its default takes its place. For one reading. */
final class SettingsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);
    /** The text at fault, as the JDK's parsers of numbers quote it. */
    private static final Pattern NO_NUMBER = Pattern.compile("NumberFormatException: For input string: (\".*?\")");

    private final List<String> refused = new ArrayList<>();

    /** Why values were refused, one sentence each. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** @param namespaces those of the command line, which win */
    Settings read(CoreConfig config, Optional<String> namespaces) {
        List<String> wanted = namespaces
                .map(text -> words(text))
                .orElseGet(() -> words(value("polling_namespaces", config::polling_namespaces)));
        BlacklistDelays delays = new BlacklistDelays(
                Duration.ofSeconds(number("blacklist_first_delay", config::blacklist_first_delay, 0)),
                Duration.ofSeconds(number("blacklist_max_delay", config::blacklist_max_delay, 0)));
        PollSettings polls = new PollSettings(
                (int) number("threads", () -> (long) config.threads(), 1),
                (int) number("batch_size", () -> (long) config.batch_size(), 0),
                value("sample_source", config::sample_source),
                delays);
        List<String> publishers = words(value("publishers", config::publishers));
        return new Settings(Set.copyOf(wanted), publishers, number("lane_capacity", config::lane_capacity, 1), polls);
    }

    private long number(String method, Supplier<Long> reader, long least) {
        long value = value(method, reader);
        if (value >= least) {
            return value;
        }
        Number standard = (Number) standard(method);
        refuse(method, "must be at least " + least + ", was " + value, standard);
        return standard.longValue();
    }

    @SuppressWarnings("unchecked") // The default of a method is of the method's type.
    private <T> T value(String method, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (ComponentException e) {
            Object standard = standard(method);
            refuse(method, reason(String.valueOf(e.getMessage())), standard);
            return (T) (standard instanceof Integer number ? (Object) number.longValue() : standard);
        }
    }

    private static String reason(String message) {
        Matcher noNumber = NO_NUMBER.matcher(message);
        return noNumber.find() ? noNumber.group(1) + " is no number" : message;
    }

    private static Object standard(String method) {
        try {
            return CoreConfig.class.getDeclaredMethod(method).getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void refuse(String method, String reason, Object standard) {
        Object used = standard instanceof Object[] values ? Arrays.toString(values) : standard;
        String problem =
                Agent.PID + ".cfg: " + method.replace('_', '.') + ": " + reason + "; " + used + " is used instead";
        refused.add(problem);
        LOG.error("{}", problem);
    }

    private static List<String> words(String... values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
