package io.nephoscope.support.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program to run, and within which bounds.
 *
 * @param words the program, as a path or a name on the PATH, and its arguments; never empty
 * @param timeout how long it may run
 * @param maxOutput how many bytes it may say, on both its outputs together
 * @param mergesErrors whether what it says of errors goes among its output, in the order in which it was said
 * @param environment what is added to the agent's own environment
 */
public record Command(
        List<String> words, Duration timeout, int maxOutput, boolean mergesErrors, Map<String, String> environment) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final int DEFAULT_MAX_OUTPUT = 1 << 20;

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("a command needs the name of a program");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a program needs time, was " + timeout);
        }
        if (maxOutput < 0) {
            throw new IllegalArgumentException("the bound on output must not be negative, was " + maxOutput);
        }
    }

    /** A program with its arguments, which no shell sees; 30 s and 1 MiB of output unless said otherwise. */
    public static Command of(List<String> words) {
        return new Command(words, DEFAULT_TIMEOUT, DEFAULT_MAX_OUTPUT, false, Map.of());
    }

    /** A text that {@code /bin/sh} runs, with all that a shell understands. */
    public static Command shell(String text) {
        return of(List.of("/bin/sh", "-c", text));
    }

    /** The same with another deadline. */
    public Command within(Duration time) {
        return new Command(words, time, maxOutput, mergesErrors, environment);
    }

    /** The same with another bound on its output. */
    public Command saying(int maxBytes) {
        return new Command(words, timeout, maxBytes, mergesErrors, environment);
    }

    /** The same with errors among its output. */
    public Command mergingErrors() {
        return new Command(words, timeout, maxOutput, true, environment);
    }

    /** The same with one more variable in its environment. */
    public Command with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Command(words, timeout, maxOutput, mergesErrors, more);
    }

    /** The same in the language that programs parse: English, a point before decimals. */
    public Command inPlainLanguage() {
        return with("LC_ALL", "C");
    }

    /** The program alone: arguments and environment may hold secrets. */
    @Override
    public String toString() {
        return words.get(0) + " with " + (words.size() - 1) + " arguments";
    }
}
