package io.nephoscope.deploy;

import java.io.IOException;
import java.io.Serial;

/** A jar cannot be read, perhaps because it is still being written. */
final class UnreadableJarException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    UnreadableJarException(String message) {
        super(message);
    }
}
