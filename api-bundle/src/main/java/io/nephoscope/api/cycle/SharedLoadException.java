package io.nephoscope.api.cycle;

import java.io.Serial;

/**
 * What a cycle was to share could not be loaded. The cause is what the loader threw, the message the
 * cause's. Plugins let it pass: the agent reports it as their failure.
 */
public class SharedLoadException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public SharedLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
