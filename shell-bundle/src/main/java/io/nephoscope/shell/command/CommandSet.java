package io.nephoscope.shell.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.nephoscope.support.text.NearestWord;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The agent's own commands, and nothing else: what an operator may type. Safe from any thread. */
public final class CommandSet {

    /** What may stand before a command's name; Gogo's scope of them. */
    public static final String SCOPE = "polling";

    private static final String PREFIX = SCOPE + ":";
    private static final String FRAMEWORK =
            "the framework's own commands and its syntax are open only while the agent runs with --shell-debug";
    private static final int MOST_SUGGESTIONS = 3;
    private static final int MIN_WIDTH = 20;
    private static final int MAX_WIDTH = 1000;

    private final List<ShellCommand> commands;

    public CommandSet(List<ShellCommand> commands) {
        this.commands = List.copyOf(commands);
    }

    public List<ShellCommand> all() {
        return commands;
    }

    /**
     * Runs a command to its end.
     *
     * @param words its name, with or without scope, and what follows it, taken as they are
     * @param out where its answer goes, as UTF-8 whatever the agent's locale
     * @param width columns of the terminal
     * @throws CommandFailure if it ends with a status other than 0, also if there is no such command
     */
    public void run(List<String> words, OutputStream out, int width) throws CommandFailure, InterruptedException {
        ShellCommand command = find(words.get(0)).orElseThrow(() -> unknown(words.get(0)));
        run(command, words.subList(1, words.size()), out, width);
    }

    /** Runs one command with the words that follow its name. */
    public static void run(ShellCommand command, List<String> words, OutputStream out, int width)
            throws CommandFailure, InterruptedException {
        int columns = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width));
        PrintStream print = new PrintStream(out, false, UTF_8);
        try {
            CommandArguments arguments = CommandArguments.of(command.usage(), words);
            if (arguments.has(Usage.HELP.name())) {
                print.print(command.usage().help(columns));
            } else {
                command.run(new Invocation(arguments, print, columns, Instant.now()));
            }
        } finally {
            print.flush();
        }
    }

    /** What the last word may become: a command's name, an option, an argument. */
    public List<String> complete(List<String> words) {
        String begun = words.isEmpty() ? "" : words.get(words.size() - 1);
        Stream<String> candidates = words.size() < 2 ? names(begun) : following(words, begun);
        return candidates
                .filter(candidate -> candidate.startsWith(begun))
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<ShellCommand> find(String typed) {
        String name = typed.startsWith(PREFIX) ? typed.substring(PREFIX.length()) : typed;
        return commands.stream()
                .filter(command -> command.usage().name().equals(name))
                .findFirst();
    }

    private Stream<String> names(String begun) {
        String prefix = begun.startsWith(PREFIX) ? PREFIX : "";
        return commands.stream().map(command -> prefix + command.usage().name());
    }

    private Stream<String> following(List<String> words, String begun) {
        return find(words.get(0)).stream()
                .flatMap(command -> begun.startsWith("-")
                        ? command.usage().allOptions().stream().map(Option::name)
                        : command.candidates(words).stream());
    }

    private CommandFailure unknown(String typed) {
        List<String> names =
                commands.stream().map(command -> command.usage().name()).toList();
        String near = Stream.concat(
                        NearestWord.allNear(typed, names).stream(),
                        names.stream().filter(name -> typed.length() > 2 && holdsInOrder(name, typed)))
                .distinct()
                .limit(MOST_SUGGESTIONS)
                .collect(joining(", "));
        String remedy = near.isEmpty() ? "help lists those there are" : "did you mean " + near + "?";
        return new CommandFailure(
                CommandFailure.UNKNOWN_COMMAND,
                typed + ": unknown command; " + (typed.matches(".*[:$(){}=|;].*") ? FRAMEWORK : remedy));
    }

    /** Whether a name holds all letters of a word in their order. */
    private static boolean holdsInOrder(String name, String word) {
        int found = 0;
        for (int i = 0; i < name.length() && found < word.length(); i++) {
            if (name.charAt(i) == word.charAt(found)) {
                found++;
            }
        }
        return found == word.length();
    }
}
