package io.nephoscope.journal.batch;

import java.io.IOException;

/** A record is whole, but what is in it is no batch. */
public final class MalformedBodyException extends IOException {

    private static final long serialVersionUID = 1;

    public MalformedBodyException(String message) {
        super(message);
    }

    public MalformedBodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
