package io.nephoscope.pollsters.dynamic.request;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** There is no answer, or none that can be read. The message is one sentence for the operator, without secrets. */
public final class RequestException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public RequestException(String message) {
        this(message, null);
    }

    public RequestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
