package io.nephoscope.pollsters.dynamic.answer;

import java.io.IOException;
import java.io.Serial;

/** A text is not of the format that it was read as. The message goes on after "the answer". */
public final class MalformedTextException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    MalformedTextException(String message) {
        super(message);
    }
}
