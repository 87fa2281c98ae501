package io.nephoscope.api.discovery;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The inventory cannot be read. The message is for the operator: say what failed, where, and what to
 * do about it. It must not hold secrets.
 */
public class DiscoveryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public DiscoveryException(String message) {
        super(message);
    }

    public DiscoveryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
