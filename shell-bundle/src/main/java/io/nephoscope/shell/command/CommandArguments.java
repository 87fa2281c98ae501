package io.nephoscope.shell.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words after a command's name, sorted into its argument and its options. */
public final class CommandArguments {

    private final Usage usage;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    private CommandArguments(Usage usage) {
        this.usage = usage;
    }

    /** @throws CommandFailure if the words do not fit the usage */
    public static CommandArguments of(Usage usage, List<String> words) throws CommandFailure {
        CommandArguments arguments = new CommandArguments(usage);
        arguments.read(words.iterator());
        if (!arguments.has(Usage.HELP.name())) {
            arguments.check();
        }
        return arguments;
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** The command's one argument. */
    public Optional<String> word() {
        return words.stream().findFirst();
    }

    private void read(Iterator<String> rest) throws CommandFailure {
        boolean onlyWords = false;
        while (rest.hasNext()) {
            String word = rest.next();
            if (onlyWords || !word.startsWith("-") || word.equals("-")) {
                words.add(word);
            } else if (word.equals("--")) {
                onlyWords = true;
            } else {
                readOption(word, rest);
            }
        }
    }

    private void readOption(String word, Iterator<String> rest) throws CommandFailure {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = usage.option(name.equals("-h") ? Usage.HELP.name() : name)
                .orElseThrow(() -> wrong("there is no option " + name));
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw wrong(name + " takes no value");
            }
            options.put(option.name(), "");
        } else if (equals >= 0) {
            options.put(name, word.substring(equals + 1));
        } else if (rest.hasNext()) {
            options.put(name, rest.next());
        } else {
            throw wrong(option.label() + " lacks its value");
        }
    }

    private void check() throws CommandFailure {
        if (words.isEmpty() && usage.needsArgument()) {
            throw wrong(usage.argument() + " is missing");
        }
        int allowed = usage.argument().isEmpty() ? 0 : 1;
        if (words.size() > allowed) {
            throw wrong("“" + words.get(allowed) + "” is one word too many");
        }
    }

    private CommandFailure wrong(String what) {
        String sentence = usage.name() + ": " + what + "; " + usage.name() + " --help tells how to use it";
        return new CommandFailure(CommandFailure.USAGE, sentence);
    }
}
