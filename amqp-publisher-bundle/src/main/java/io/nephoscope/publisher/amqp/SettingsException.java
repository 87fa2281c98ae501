package io.nephoscope.publisher.amqp;

import java.io.Serial;

/** A configuration cannot be used. The message names the key and tells no secrets. */
final class SettingsException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    SettingsException(String key, String reason) {
        super(key + ": " + reason);
    }
}
