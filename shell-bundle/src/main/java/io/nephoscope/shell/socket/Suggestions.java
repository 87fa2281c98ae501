package io.nephoscope.shell.socket;

import static java.util.stream.Collectors.joining;

import io.nephoscope.shell.command.Commands;
import java.util.Collection;
import java.util.Comparator;

/** What the operator may have meant. */
final class Suggestions {

    private static final int FAR = 2;

    private Suggestions() {}

    /** Tells that a command is unknown and names the known ones that are spelled nearly so. */
    static String notFound(String command, Collection<String> known) {
        String near = known.stream()
                .map(name -> name.startsWith(Commands.SCOPE + ":") ? name.substring(Commands.SCOPE.length() + 1) : name)
                .filter(name -> near(command, name))
                .sorted(Comparator.comparingInt((String name) -> distance(command, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .collect(joining(", "));
        return command + ": unknown command; "
                + (near.isEmpty() ? "help lists those there are" : "did you mean " + near + "?");
    }

    /** Spelled nearly so, or with some letters left out. */
    private static boolean near(String command, String name) {
        String bare = name.substring(name.indexOf(':') + 1);
        return Math.min(distance(command, name), distance(command, bare)) <= FAR
                || (command.length() > FAR && holds(name, command));
    }

    /** Whether a name holds all letters of a word in their order. */
    private static boolean holds(String name, String word) {
        int found = 0;
        for (int i = 0; i < name.length() && found < word.length(); i++) {
            if (name.charAt(i) == word.charAt(found)) {
                found++;
            }
        }
        return found == word.length();
    }

    /** How many letters must be put in, left out or changed to make one word the other. */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
