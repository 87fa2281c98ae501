package io.nephoscope.deploy;

import java.io.Serial;

/** A jar is complete, but is no plugin. */
final class RefusedJarException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    RefusedJarException(String message) {
        super(message);
    }
}
