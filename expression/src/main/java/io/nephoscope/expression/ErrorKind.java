package io.nephoscope.expression;

/** Why an evaluation failed: an exception of Python's, or a limit of ours. */
public enum ErrorKind {
    ATTRIBUTE_ERROR("AttributeError"),
    INDEX_ERROR("IndexError"),
    JSON_DECODE_ERROR("JSONDecodeError"),
    KEY_ERROR("KeyError"),
    OVERFLOW_ERROR("OverflowError"),
    PATTERN_ERROR("re.error"),
    RUNTIME_ERROR("RuntimeError"),
    STOP_ITERATION("StopIteration"),
    TYPE_ERROR("TypeError"),
    VALUE_ERROR("ValueError"),
    ZERO_DIVISION_ERROR("ZeroDivisionError"),
    /** Python would have gone on; a bound of {@link EvaluationLimits} was met. */
    LIMIT("Limit"),
    /** The evaluating thread was interrupted. */
    INTERRUPTED("Interrupted");

    private final String text;

    ErrorKind(String text) {
        this.text = text;
    }

    /** The name as Python prints it. */
    public String text() {
        return text;
    }
}
