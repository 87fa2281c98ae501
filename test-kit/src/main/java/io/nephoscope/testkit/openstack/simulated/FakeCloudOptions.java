package io.nephoscope.testkit.openstack.simulated;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/** What the program's arguments say. */
record FakeCloudOptions(boolean help, int port, CloudSize size, Duration latency) {

    private static final FakeCloudOptions DEFAULTS = new FakeCloudOptions(false, 0, CloudSize.USUAL, Duration.ZERO);
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException if they make no sense */
    static FakeCloudOptions of(String... arguments) {
        Queue<String> words = new ArrayDeque<>(List.of(arguments));
        FakeCloudOptions options = DEFAULTS;
        while (!words.isEmpty()) {
            options = options.with(words.remove(), words);
        }
        return options;
    }

    private FakeCloudOptions with(String option, Queue<String> words) {
        return switch (option) {
            case "--help", "-h" -> new FakeCloudOptions(true, port, size, latency);
            case "--port" -> new FakeCloudOptions(help, port(number(option, words)), size, latency);
            case "--latency" -> new FakeCloudOptions(help, port, size, Duration.ofMillis(number(option, words)));
            case "--page-size" -> new FakeCloudOptions(help, port, size.pagesOf(number(option, words)), latency);
            default -> new FakeCloudOptions(help, port, size.with(kind(option), number(option, words)), latency);
        };
    }

    private static int port(int number) {
        if (number > LAST_PORT) {
            throw new IllegalArgumentException("there is no port " + number);
        }
        return number;
    }

    private static Kind kind(String option) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown option " + option));
    }

    private static int number(String option, Queue<String> words) {
        String text = Optional.ofNullable(words.poll())
                .orElseThrow(() -> new IllegalArgumentException(option + " wants a value"));
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s".formatted(option, text), e);
        }
    }
}
