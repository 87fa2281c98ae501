package io.nephoscope.deploy.files;

import java.io.Serial;

/** A call did not return by its deadline. */
public final class OverdueException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    OverdueException(String message) {
        super(message);
    }
}
