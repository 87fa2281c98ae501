package io.nephoscope.api.pollster;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Nothing more can be read in this cycle. The message is for the operator: say what failed, where, and
 * what to do about it. It must not hold secrets.
 */
public class PollsterException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public PollsterException(String message) {
        super(message);
    }

    public PollsterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
