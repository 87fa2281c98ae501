package io.nephoscope.deploy;

import java.io.Serial;

/** A file of the deploy folder is none that could be a plugin. */
final class IgnoredFileException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    IgnoredFileException(String message) {
        super(message);
    }
}
