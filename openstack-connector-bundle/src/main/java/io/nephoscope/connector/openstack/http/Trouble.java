package io.nephoscope.connector.openstack.http;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.support.http.TlsFilesException;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was of no use.
 *
 * @param message one sentence that names the place, without secrets
 * @param remedy what the operator can do; empty if there is nothing to be done
 * @param passing whether the same request may go well at once: the connection broke, or the server failed
 */
public record Trouble(Kind kind, String message, String remedy, boolean passing) {

    private static final int LONGEST_CAUSE = 200;

    /** What an operator is told, and a plugin hands on. */
    public CloudException exception(@Nullable Throwable cause) {
        return new CloudException(kind, sentence(), cause);
    }

    /** What is wrong, and what to do. */
    public String sentence() {
        return remedy.isEmpty() ? message : message + "; " + remedy;
    }

    /** A request that got no answer, or not all of it. */
    public static Trouble of(IOException cause, URI uri) {
        String place = place(uri);
        if (cause instanceof TlsFilesException) {
            return new Trouble(
                    Kind.UNREACHABLE,
                    OneLine.of(cause.getMessage(), LONGEST_CAUSE),
                    "correct cafile, certfile and keyfile: PEM files that the agent's user may read, the key as"
                            + " unencrypted PKCS#8",
                    false);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return new Trouble(
                    Kind.UNREACHABLE,
                    place + " takes no connection in time",
                    "see whether it runs and no firewall is in between",
                    false);
        }
        if (cause instanceof HttpTimeoutException) {
            return new Trouble(
                    Kind.TIMEOUT, place + " does not answer in time", "see why it is slow, or raise timeout", false);
        }
        if (isIn(cause, UnresolvedAddressException.class) || isIn(cause, UnknownHostException.class)) {
            return new Trouble(
                    Kind.UNREACHABLE,
                    "the name of " + place + " cannot be resolved",
                    "correct the name, or the resolver of this machine",
                    false);
        }
        if (isIn(cause, SSLException.class)) {
            return tls(cause, place);
        }
        if (cause instanceof ConnectException) {
            return new Trouble(
                    Kind.UNREACHABLE, place + " refuses the connection", "see whether the service runs", true);
        }
        return new Trouble(
                Kind.UNREACHABLE,
                "the connection to " + place + " broke: " + reason(cause),
                "see the log of the service and of the proxy before it",
                true);
    }

    private static Trouble tls(IOException cause, String place) {
        return new Trouble(
                Kind.UNREACHABLE,
                place + " is not trusted: " + reason(cause),
                "set cafile to the authority of its certificate, which must be for this host name",
                false);
    }

    /** An answer with a status that is of no use. */
    public static Trouble ofStatus(int status, URI uri) {
        String place = place(uri) + path(uri);
        return switch (status) {
            case 401 ->
                new Trouble(
                        Kind.FORBIDDEN,
                        place + " takes no token of ours, not even a new one (401)",
                        "see whether the service asks the same Keystone, and whether the clocks agree",
                        false);
            case 403 ->
                new Trouble(
                        Kind.FORBIDDEN,
                        place + " is not permitted to us (403)",
                        "give the user a role that the service's policy asks for",
                        false);
            case 404 -> new Trouble(Kind.NOT_FOUND, place + " is not there (404)", "", false);
            case 406 ->
                new Trouble(
                        Kind.NOT_SUPPORTED,
                        place + " does not speak the version that it was asked in (406)",
                        "see which versions the service has",
                        false);
            case 407 ->
                new Trouble(
                        Kind.UNREACHABLE,
                        "the proxy before " + place(uri) + " wants another sign-in (407)",
                        "write its user and password into proxy, as http://user:password@host:port",
                        false);
            case 413, 429 ->
                new Trouble(
                        Kind.BUSY,
                        place + " asks for patience (" + status + ")",
                        "poll it more rarely, or raise its limits",
                        false);
            default ->
                new Trouble(
                        Kind.SERVICE,
                        place + " answers with status " + status,
                        status >= 500 ? "see the log of the service" : "",
                        status >= 500);
        };
    }

    /** An answer that is not what it should be. */
    public static Trouble malformed(URI uri, String what) {
        return new Trouble(
                Kind.MALFORMED,
                place(uri) + path(uri) + " " + what,
                "see whether the address leads to the service itself",
                false);
    }

    /** Scheme, host and port: what a secret is never in. */
    public static String place(URI uri) {
        String host = uri.getHost() == null ? "?" : uri.getHost();
        return OneLine.of(uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()), 120);
    }

    private static String path(URI uri) {
        return OneLine.of(uri.getRawPath(), 160);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return OneLine.of(message == null ? cause.getClass().getSimpleName() : message, LONGEST_CAUSE);
    }

    private static boolean isIn(Throwable thrown, Class<?> type) {
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < 10; each = each.getCause(), depth++) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
