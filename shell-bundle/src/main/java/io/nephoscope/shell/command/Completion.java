package io.nephoscope.shell.command;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** How a line may go on. */
public final class Completion {

    private static final String PREFIX = Commands.SCOPE + ":";

    private final List<Command> commands;

    public Completion(List<Command> commands) {
        this.commands = commands;
    }

    /** What the last word may become: a command's name, an option, an argument. */
    public List<String> of(List<String> words, Collection<String> knownToGogo) {
        String begun = words.isEmpty() ? "" : words.get(words.size() - 1);
        Stream<String> candidates = words.size() < 2 ? names(begun, knownToGogo) : following(words, begun);
        return candidates
                .filter(candidate -> candidate.startsWith(begun))
                .distinct()
                .sorted()
                .toList();
    }

    /** Our own commands go by their bare name, until the scope is typed; others go by their full name only. */
    private Stream<String> names(String begun, Collection<String> knownToGogo) {
        Stream<String> own = commands.stream().map(command -> command.usage().name());
        return Stream.concat(
                own, knownToGogo.stream().filter(name -> begun.startsWith(PREFIX) || !name.startsWith(PREFIX)));
    }

    private Stream<String> following(List<String> words, String begun) {
        String name = words.get(0).startsWith(PREFIX) ? words.get(0).substring(PREFIX.length()) : words.get(0);
        return commands.stream()
                .filter(command -> command.usage().name().equals(name))
                .flatMap(command -> begun.startsWith("-")
                        ? command.usage().allOptions().stream().map(Option::name)
                        : command.candidates(words).stream());
    }
}
