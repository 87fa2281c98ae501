package io.nephoscope.api.publisher;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A publisher cannot take a batch. The message is for the operator and must not hold secrets. */
public class PublisherException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public PublisherException(String message) {
        super(message);
    }

    public PublisherException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
