package io.nephoscope.shell.command;

import java.util.Collection;
import java.util.List;

/** The agent's own commands. */
public interface Commands {

    /** Gogo's scope of them. */
    String SCOPE = "polling";

    /** The variable of a Gogo session that holds how many columns the client's terminal has. */
    String WIDTH = "nephoscope.width";

    /**
     * How the last of some words may go on.
     *
     * @param words the words of a line, up to the cursor
     * @param knownToGogo the full names of all commands, also of others than these
     */
    List<String> complete(List<String> words, Collection<String> knownToGogo);
}
