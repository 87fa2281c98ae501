package io.nephoscope.testkit.libvirt;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** What the program's arguments say. */
record Options(boolean help, Path socket, int guests, GuestShape shape, Optional<Integer> hanging) {

    private static final Options DEFAULTS = new Options(false, Path.of(""), 100, GuestShape.USUAL, Optional.empty());

    /** @throws IllegalArgumentException if they make no sense */
    static Options of(String... arguments) {
        Queue<String> words = new ArrayDeque<>(List.of(arguments));
        Options options = DEFAULTS;
        while (!words.isEmpty()) {
            options = options.with(words.remove(), words);
        }
        return options.checked();
    }

    private Options with(String option, Queue<String> words) {
        return switch (option) {
            case "--help", "-h" -> new Options(true, socket, guests, shape, hanging);
            case "--socket" -> new Options(help, Path.of(value(option, words)), guests, shape, hanging);
            case "--guests" -> new Options(help, socket, number(option, words), shape, hanging);
            case "--hang" -> new Options(help, socket, guests, shape, Optional.of(number(option, words)));
            case "--no-driver" -> with(new GuestShape(shape.disks(), shape.interfaces(), shape.processors(), false));
            case "--disks" ->
                with(new GuestShape(number(option, words), shape.interfaces(), shape.processors(), shape.driver()));
            case "--interfaces" ->
                with(new GuestShape(shape.disks(), number(option, words), shape.processors(), shape.driver()));
            case "--processors" ->
                with(new GuestShape(shape.disks(), shape.interfaces(), number(option, words), shape.driver()));
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private Options with(GuestShape other) {
        return new Options(help, socket, guests, other, hanging);
    }

    private Options checked() {
        if (!help && socket.equals(DEFAULTS.socket())) {
            throw new IllegalArgumentException("--socket is missing");
        }
        if (hanging.filter(number -> number < 1 || number > guests).isPresent()) {
            throw new IllegalArgumentException("--hang names no guest");
        }
        return this;
    }

    private static int number(String option, Queue<String> words) {
        String text = value(option, words);
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s".formatted(option, text), e);
        }
    }

    private static String value(String option, Queue<String> words) {
        return Optional.ofNullable(words.poll())
                .orElseThrow(() -> new IllegalArgumentException(option + " wants a value"));
    }
}
