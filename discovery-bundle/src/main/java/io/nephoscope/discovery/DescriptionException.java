package io.nephoscope.discovery;

import java.io.Serial;

/** A domain's description lacks what an instance cannot do without. */
final class DescriptionException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    DescriptionException(String message) {
        super(message);
    }
}
