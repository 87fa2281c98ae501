package io.nephoscope.deploy;

import java.io.Serial;

/** A text cannot be taken as it is; the message names line and cause, never a value. */
final class RefusedTextException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    RefusedTextException(int line, String cause) {
        super("line " + line + ": " + cause);
    }
}
