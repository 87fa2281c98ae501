package io.nephoscope.expression;

/** An expression has no value for these variables. Without a stack trace: one may come for each of many entries. */
public final class EvaluationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final int offset;

    /**
     * Creates the exception.
     *
     * @param offset where in the expression the operation stands that failed, from 0
     * @param message as Python has it, where it has one
     */
    public EvaluationException(ErrorKind kind, int offset, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.offset = offset;
    }

    /** Which of Python's exceptions it is, or that a limit was met. */
    public ErrorKind kind() {
        return kind;
    }

    /** Where in the expression the operation stands that failed, from 0. */
    public int offset() {
        return offset;
    }

    /** Kind and message as Python prints them: {@code KeyError: 'id'}. */
    public String text() {
        return kind.text() + ": " + getMessage();
    }
}
