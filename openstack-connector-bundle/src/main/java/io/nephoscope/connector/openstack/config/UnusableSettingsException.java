package io.nephoscope.connector.openstack.config;

import java.io.Serial;

/** Settings outside the connector's own file cannot be used. The message names the place, and nothing secret. */
final class UnusableSettingsException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    UnusableSettingsException(String message) {
        super(message);
    }
}
