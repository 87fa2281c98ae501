package io.nephoscope.discovery;

import io.nephoscope.support.text.OneLine;
import java.io.Serial;

/** A domain's description lacks what an instance cannot do without. The message is one line for the operator. */
final class DescriptionException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    DescriptionException(String message) {
        super(OneLine.of(message));
    }
}
