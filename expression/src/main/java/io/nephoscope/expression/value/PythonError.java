package io.nephoscope.expression.value;

import io.nephoscope.expression.ErrorKind;

/** A failed operation on its way out. The innermost node that knows where it stands adds its offset. */
public final class PythonError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int UNKNOWN = -1;

    private final ErrorKind kind;
    private int offset = UNKNOWN;

    public PythonError(ErrorKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public static PythonError type(String message) {
        return new PythonError(ErrorKind.TYPE_ERROR, message);
    }

    public static PythonError value(String message) {
        return new PythonError(ErrorKind.VALUE_ERROR, message);
    }

    public static PythonError index(String message) {
        return new PythonError(ErrorKind.INDEX_ERROR, message);
    }

    public static PythonError overflow(String message) {
        return new PythonError(ErrorKind.OVERFLOW_ERROR, message);
    }

    public static PythonError division(String message) {
        return new PythonError(ErrorKind.ZERO_DIVISION_ERROR, message);
    }

    public static PythonError limit(String message) {
        return new PythonError(ErrorKind.LIMIT, message);
    }

    public ErrorKind kind() {
        return kind;
    }

    public int offset() {
        return Math.max(offset, 0);
    }

    /** This error, with the place where it happened unless it has one. */
    public PythonError at(int place) {
        if (offset == UNKNOWN) {
            offset = place;
        }
        return this;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
