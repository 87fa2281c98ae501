package io.nephoscope.shell.command;

import io.nephoscope.shell.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a command is typed.
 *
 * @param name without its scope
 * @param argument the one word it takes, in capitals; in brackets if it may be left out; empty if it takes none
 * @param summary what it does, as a sentence without a full stop
 * @param options its options, without those that every command has
 */
public record Usage(String name, String argument, String summary, List<Option> options) {

    static final Option JSON = Option.flag("--json", "print JSON, with times in milliseconds since the epoch");
    static final Option HELP = Option.flag("--help", "print this");

    public Usage {
        options = List.copyOf(options);
    }

    public static Usage of(String name, String argument, String summary, Option... options) {
        return new Usage(name, argument, summary, List.of(options));
    }

    /** All options that may be typed. */
    public List<Option> allOptions() {
        List<Option> all = new ArrayList<>(options);
        all.add(JSON);
        all.add(HELP);
        return all;
    }

    Optional<Option> option(String name) {
        return allOptions().stream()
                .filter(option -> option.name().equals(name))
                .findFirst();
    }

    boolean needsArgument() {
        return !argument.isEmpty() && !argument.startsWith("[");
    }

    /** The command with its argument, as the list of commands shows it. */
    public String label() {
        return argument.isEmpty() ? name : name + " " + argument;
    }

    /** The whole help of the command. */
    public String help(int width) {
        StringBuilder help = new StringBuilder("Usage: " + label() + " [OPTION…]\n");
        help.append(Words.wrap(summary + ".", "", width));
        int column = allOptions().stream()
                .mapToInt(option -> option.label().length())
                .max()
                .orElse(0);
        for (Option option : allOptions()) {
            String label = String.format("  %-" + column + "s  ", option.label());
            help.append(Words.hanging(label, option.description(), width));
        }
        return help.toString();
    }
}
