package io.nephoscope.partition.record;

import java.io.Serial;

/** A record is not what an agent wrote, or of a format that this version does not know. The message says what is wrong. */
public final class MalformedRecordException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    MalformedRecordException(String message) {
        super(message);
    }
}
