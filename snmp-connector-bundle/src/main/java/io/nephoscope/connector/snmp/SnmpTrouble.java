package io.nephoscope.connector.snmp;

import java.util.Objects;

/**
 * Why something could not be read.
 *
 * @param kind what sort of trouble it is
 * @param message one sentence for the operator, without secrets
 */
public record SnmpTrouble(Kind kind, String message) {

    /** What may be wrong. */
    public enum Kind {
        /** Nobody answered. So does a device that does not know the community. */
        SILENCE,
        /** It did not answer before, and is left alone for a while. */
        RESTING,
        /** The time was over before everything was read, or before it was this device's turn. */
        LATE,
        /** The device does not know the user. */
        UNKNOWN_USER,
        /** The user's password, or the way to authenticate, is another. */
        WRONG_DIGEST,
        /** The password of the encryption, or its way, is another. */
        DECRYPTION_ERROR,
        /** The device does not do what is asked for in authentication or encryption. */
        UNSUPPORTED_SECURITY_LEVEL,
        /** Its clock and ours do not come together. */
        NOT_IN_TIME_WINDOW,
        /** It does not take its own engine id for its own. */
        UNKNOWN_ENGINE,
        /** Another report of SNMPv3. */
        OTHER_REPORT,
        /** The community or user may not read this, or not at this level of security. */
        AUTHORIZATION_ERROR,
        /** The device failed to tell a value, or a table that never ends. */
        DEVICE_ERROR,
        /** There is no such host, or the network refuses. */
        UNREACHABLE,
        /** A secret that is named is not there, or not fit for SNMP. */
        CREDENTIALS,
        /** The connector stops. */
        STOPPED
    }

    public SnmpTrouble {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }
}
