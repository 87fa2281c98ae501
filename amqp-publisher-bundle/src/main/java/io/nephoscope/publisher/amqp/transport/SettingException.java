package io.nephoscope.publisher.amqp.transport;

import java.io.IOException;
import java.io.Serial;

/** A setting, such as a file of keys, cannot be used; found out only when connecting. */
final class SettingException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String remedy;

    SettingException(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }
}
