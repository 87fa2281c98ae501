package io.nephoscope.connector.openstack;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Servers cannot be asked for. The message is for the operator: say what failed, where, and what to do
 * about it. It must not hold secrets.
 */
public class ServerException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public ServerException(String message) {
        super(message);
    }

    public ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
