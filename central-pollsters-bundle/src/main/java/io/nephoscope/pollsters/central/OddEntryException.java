package io.nephoscope.pollsters.central;

import java.io.Serial;

/** An entry lacks what a sample needs, or has something else in its place. The message goes on after the entry's id. */
final class OddEntryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    OddEntryException(String message) {
        super(message, null, false, false);
    }
}
