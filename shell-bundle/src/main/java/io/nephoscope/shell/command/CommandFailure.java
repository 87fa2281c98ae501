package io.nephoscope.shell.command;

/** Ends a command with a status other than 0, and a sentence for the operator if there is anything to say. */
public final class CommandFailure extends Exception {

    /** The command failed, or the answer to its question is no. */
    public static final int FAILED = 1;
    /** The command was typed wrongly. */
    public static final int USAGE = 2;
    /**
     * Nothing failed, but something outside the agent is waited for. Neither 1, which asks for the operator, nor 3,
     * with which the client ends when there is no agent.
     */
    public static final int WAITING = 10;

    /** There is no such command. */
    public static final int UNKNOWN_COMMAND = 127;
    /** The operator interrupted it. */
    public static final int INTERRUPTED = 130;

    private static final long serialVersionUID = 1;

    private final int status;
    private final String sentence;

    public CommandFailure(int status, String sentence) {
        super(sentence);
        this.status = status;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    /** What is shown; empty if the command has said all by itself. */
    public String sentence() {
        return sentence;
    }
}
