package io.nephoscope.shell.command;

import java.util.List;

/** One command of the shell. Called by several threads at once. */
public interface ShellCommand {

    Usage usage();

    /**
     * Runs it.
     *
     * @throws CommandFailure to end with a status other than 0
     * @throws InterruptedException if the operator abandons it
     */
    void run(Invocation call) throws CommandFailure, InterruptedException;

    /**
     * What may follow the words typed so far, which begin with the command's name. Options need not be named.
     *
     * @return all candidates, also those that do not begin as the word that is being typed
     */
    default List<String> candidates(List<String> words) {
        return List.of();
    }
}
