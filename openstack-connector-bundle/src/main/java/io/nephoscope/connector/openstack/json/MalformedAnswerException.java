package io.nephoscope.connector.openstack.json;

import java.io.IOException;
import java.io.Serial;

/** An answer that is complete, but not what it should be. The message goes on after the address. */
public final class MalformedAnswerException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    public MalformedAnswerException(String message) {
        super(message);
    }
}
