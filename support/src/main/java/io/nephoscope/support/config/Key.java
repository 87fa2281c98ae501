package io.nephoscope.support.config;

import static java.util.stream.Collectors.joining;

import io.nephoscope.support.text.OneLine;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One key of a configuration: its name, what may stand there and what that means. Its default stands in the
 * annotation type of the component, and nowhere else. Immutable; to be held in a constant.
 *
 * @param <T> the type of its values
 */
public final class Key<T> {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y", "t", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n", "f", "0");
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_SHOWN = 80;

    private final String name;
    private final Parser<T> parser;
    private final boolean isSecret;
    private final boolean isEssential;

    /**
     * Makes a value of what is written, or of the default of the annotation.
     *
     * @param <T> the type of the value
     */
    public interface Parser<T> {

        /**
         * Reads a value.
         *
         * @param written without blanks around
         * @throws IllegalArgumentException if that is no value of the key; the message goes on after "key: ". It
         *     must not show the text of a secret
         */
        T parse(String written);
    }

    private Key(String name, Parser<T> parser, boolean isSecret, boolean isEssential) {
        this.name = name;
        this.parser = parser;
        this.isSecret = isSecret;
        this.isEssential = isEssential;
    }

    /** A whole number within bounds, both included. */
    public static Key<Long> number(String name, long least, long greatest) {
        return of(name, written -> whole(written, least, greatest));
    }

    /** A whole number of seconds within bounds, both included. */
    public static Key<Duration> seconds(String name, long least, long greatest) {
        return of(name, written -> Duration.ofSeconds(whole(written, least, greatest)));
    }

    /** A text that may be empty. */
    public static Key<String> text(String name) {
        return of(name, Function.<String>identity()::apply);
    }

    /** A text that must not be empty. */
    public static Key<String> filledText(String name) {
        return of(name, written -> filled(written));
    }

    /** A truth value, as oslo.config reads it. */
    public static Key<Boolean> flag(String name) {
        return of(name, Key::truth);
    }

    /** Words separated by commas; none is twice among them. */
    public static Key<List<String>> words(String name) {
        return of(name, Key::split);
    }

    /** At least one word. */
    public static Key<List<String>> someWords(String name) {
        return of(name, written -> {
            List<String> words = split(written);
            filled(String.join(",", words));
            return words;
        });
    }

    /** One constant of an enum; case does not count, and a dash stands for an underscore. */
    public static <E extends Enum<E>> Key<E> oneOf(String name, Class<E> type) {
        return of(name, written -> constant(written, type));
    }

    /** One of some texts; case does not count. */
    public static Key<String> oneOf(String name, String... allowed) {
        return of(name, written -> Arrays.stream(allowed)
                .filter(written::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> noneOf(written, Arrays.stream(allowed))));
    }

    /** A file that exists and can be read; empty for none. */
    public static Key<Optional<Path>> file(String name) {
        return of(name, written -> written.isEmpty() ? Optional.empty() : Optional.of(readable(written)));
    }

    /** What the parser makes of a text. */
    public static <T> Key<T> of(String name, Parser<T> parser) {
        return new Key<>(name, parser, false, false);
    }

    /**
     * A text that nobody may see: it is never shown, and it may stand elsewhere. {@code file:PATH} is the content
     * of a file without its last line feed, {@code env:NAME} the value of an environment variable, and
     * {@code plain:TEXT} the text after the colon, for those that begin like one of these or with a quote.
     */
    public static Key<String> secret(String name) {
        return secret(name, Function.<String>identity()::apply);
    }

    /** What the parser makes of a secret; see {@link #secret(String)}. */
    public static <T> Key<T> secret(String name, Parser<T> parser) {
        return new Key<>(name, parser, true, false);
    }

    /**
     * The same key, but one whose default must not stand in for a value that was refused: it would send to a place,
     * or sign with a secret, that nobody has chosen. See {@link Configuration#lacking()}.
     */
    public Key<T> essential() {
        return new Key<>(name, parser, isSecret, true);
    }

    /** Its name, with dots. */
    public String name() {
        return name;
    }

    boolean isSecret() {
        return isSecret;
    }

    boolean isEssential() {
        return isEssential;
    }

    /**
     * Reads a value that comes from elsewhere than a configuration.
     *
     * @throws IllegalArgumentException if that is none
     */
    public T parse(String written) {
        if (written.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("is longer than " + LONGEST_TEXT + " characters");
        }
        return parser.parse(isSecret ? SecretReference.resolve(written) : written);
    }

    /** A value in a sentence; not to be asked of a secret. */
    String show(Object value) {
        if (value instanceof Duration seconds) {
            return String.valueOf(seconds.toSeconds());
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(this::show).orElse("none");
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "none" : list.stream().map(this::show).collect(joining(","));
        }
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return "none";
        }
        String text = value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
        return text.isEmpty() ? "none" : OneLine.of(text, LONGEST_SHOWN);
    }

    @Override
    public String toString() {
        return name;
    }

    private static long whole(String written, long least, long greatest) {
        if (!WHOLE.matcher(written).matches()) {
            throw new IllegalArgumentException(quoted(written) + " is no whole number");
        }
        long number = Long.parseLong(written);
        if (number < least || number > greatest) {
            throw new IllegalArgumentException("must be " + least + " to " + greatest + ", was " + number);
        }
        return number;
    }

    private static String filled(String written) {
        if (written.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return written;
    }

    private static boolean truth(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            throw new IllegalArgumentException("must be true or false, was " + quoted(written));
        }
        return TRUE.contains(lower);
    }

    private static List<String> split(String written) {
        return Arrays.stream(written.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static <E extends Enum<E>> E constant(String written, Class<E> type) {
        String sought = written.replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(sought))
                .findFirst()
                .orElseThrow(() ->
                        noneOf(written, Arrays.stream(type.getEnumConstants()).map(constant -> constant.name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))));
    }

    private static IllegalArgumentException noneOf(String written, Stream<String> allowed) {
        return new IllegalArgumentException(
                "must be one of " + allowed.collect(joining(", ")) + ", was " + quoted(written));
    }

    private static Path readable(String written) {
        try {
            Path file = Path.of(written);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("there is no file " + quoted(written));
            }
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        "the file " + quoted(written) + " cannot be read: permission denied");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(quoted(written) + " is no path", e);
        }
    }

    private static String quoted(String written) {
        return '"' + OneLine.of(written, LONGEST_SHOWN) + '"';
    }
}
