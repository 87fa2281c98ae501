package io.nephoscope.connector.libvirt.session;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.support.text.OneLine;
import java.util.Locale;

/**
 * How the connection is, and what the operator can do about it.
 *
 * @param kind tells changes worth a line in the log from other words for the same thing
 */
record Diagnosis(Kind kind, String message, String remedy) {

    enum Kind {
        CONNECTING,
        CONNECTED,
        LIBRARY_MISSING,
        DENIED,
        UNREACHABLE,
        SILENT,
        BROKEN
    }

    static Diagnosis connecting(String uri) {
        return new Diagnosis(Kind.CONNECTING, "is connecting to " + uri, "");
    }

    static Diagnosis connected(String uri) {
        return new Diagnosis(Kind.CONNECTED, "connected to " + uri, "");
    }

    static Diagnosis silent(String uri) {
        return new Diagnosis(
                Kind.SILENT, uri + " does not answer", "look whether libvirtd hangs: virsh -c '" + uri + "' list");
    }

    /** Supervision itself fails, which is a fault of the agent. */
    static Diagnosis broken(String uri, Throwable failure, int failuresInARow) {
        return new Diagnosis(
                Kind.BROKEN,
                OneLine.of("watching %s has failed %d times in a row and goes on after a pause: %s"
                        .formatted(uri, failuresInARow, failure)),
                "look for libvirt-supervisor in the log");
    }

    static Diagnosis of(String uri, Throwable failure) {
        String message = OneLine.of(uri + ": " + failure.getMessage());
        if (failure instanceof LibraryMissingException || failure instanceof LinkageError) {
            return new Diagnosis(
                    Kind.LIBRARY_MISSING,
                    OneLine.of("libvirt's client library is missing: " + failure.getMessage()),
                    "apt-get install libvirt0");
        }
        if (isDenied(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT))) {
            return new Diagnosis(
                    Kind.DENIED, message, "add the agent's user to the group libvirt and start the agent anew");
        }
        return new Diagnosis(
                Kind.UNREACHABLE,
                message,
                "start libvirtd, or set uri in io.nephoscope.connector.libvirt.cfg; the agent reconnects by itself");
    }

    HealthReport report() {
        return switch (kind) {
            case CONNECTED -> HealthReport.ok("libvirt", message);
            case DENIED, BROKEN -> HealthReport.failed("libvirt", message, remedy);
            default -> HealthReport.waiting("libvirt", message, remedy);
        };
    }

    private static boolean isDenied(String message) {
        return message.contains("permission denied")
                || message.contains("authentication")
                || message.contains("polkit")
                || message.contains("access denied")
                || message.contains("system bus connection");
    }
}
