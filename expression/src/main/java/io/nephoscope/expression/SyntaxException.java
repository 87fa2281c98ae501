package io.nephoscope.expression;

/** An expression is no Python, or is outside of the subset that is evaluated here. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String problem;
    private final String advice;

    /**
     * Creates the exception.
     *
     * @param offset of the first character that is wrong, from 0
     * @param problem what is wrong, without a full stop
     * @param advice what to write instead; empty where there is nothing to say
     */
    public SyntaxException(int offset, String problem, String advice) {
        super(advice.isEmpty() ? problem : problem + ": " + advice);
        this.offset = offset;
        this.problem = problem;
        this.advice = advice;
    }

    /** Where the first wrong character stands in the expression, from 0. */
    public int offset() {
        return offset;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** What to write instead, or an empty text. */
    public String advice() {
        return advice;
    }

    /** The same exception for a text in which this expression begins later. */
    public SyntaxException shifted(int by) {
        SyntaxException shifted = new SyntaxException(offset + by, problem, advice);
        shifted.setStackTrace(getStackTrace());
        return shifted;
    }
}
