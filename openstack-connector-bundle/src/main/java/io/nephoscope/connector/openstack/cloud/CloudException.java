package io.nephoscope.connector.openstack.cloud;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A cloud did not answer as it should. The message is one sentence for the operator, without secrets: hand it on as
 * the reason of a failure.
 */
public class CloudException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What went wrong. */
    public enum Kind {
        /** Keystone gave no token. */
        SIGN_IN,
        /** The catalogue has no such service, or not of this interface in this region. */
        NO_SERVICE,
        /** There is no connection, or it broke. */
        UNREACHABLE,
        /** The time was over before the answer was complete. */
        TIMEOUT,
        /** The service asks for patience, or all slots were taken, for longer than there was time. */
        BUSY,
        /** The service has failed so often that it is left alone for a while. */
        RESTING,
        /** The service does not permit it. */
        FORBIDDEN,
        /** Nothing is there. */
        NOT_FOUND,
        /** The service does not speak the version that it was asked in. */
        NOT_SUPPORTED,
        /** The service failed, or answered with another status that is of no use. */
        SERVICE,
        /** The answer is not what it should be: cut off, no JSON, an entry without an id, a page that repeats. */
        MALFORMED
    }

    public CloudException(Kind kind, String message) {
        this(kind, message, null);
    }

    public CloudException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
