package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a URI leads, by the rules of libvirt's own client.
 *
 * @param socket of the daemon
 * @param name the URI as the daemon knows it: without what the client needs to find it
 */
record Endpoint(Path socket, String name) {

    /** Drivers that live in a daemon, of those that matter here. The test driver does if a transport is named. */
    private static final Set<String> IN_DAEMONS = Set.of("qemu", "ch", "test+unix");

    private static final String UNIX = "+unix";

    /** @throws HypervisorException if the URI is not one of a local daemon */
    static Endpoint of(String uri) throws HypervisorException {
        return find(uri)
                .orElseThrow(() -> new HypervisorException(
                        "the transport rpc cannot reach %s, which is no local daemon of qemu or ch; use the transport native"
                                .formatted(uri),
                        true));
    }

    static Optional<Endpoint> find(String text) {
        return parse(text).filter(Endpoint::isOfDaemon).map(uri -> {
            UriQuery query = UriQuery.of(uri);
            DaemonSockets sockets = DaemonSockets.of(driver(uri), isOfUser(uri));
            return new Endpoint(query.socket().orElseGet(() -> sockets.choose(query.mode())), name(uri, query));
        });
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.getScheme() != null && uri.getRawPath() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfDaemon(URI uri) {
        boolean local = uri.getRawAuthority() == null || uri.getRawAuthority().isEmpty();
        return local && (IN_DAEMONS.contains(uri.getScheme()) || IN_DAEMONS.contains(driver(uri)));
    }

    private static String driver(URI uri) {
        String scheme = uri.getScheme();
        return scheme.endsWith(UNIX) ? scheme.substring(0, scheme.length() - UNIX.length()) : scheme;
    }

    /** A user other than root has daemons of his own for sessions and for tests. */
    private static boolean isOfUser(URI uri) {
        return !DaemonSockets.isRoot()
                && (uri.getRawPath().equals("/session") || driver(uri).equals("test"));
    }

    private static String name(URI uri, UriQuery query) {
        String rest = query.forDaemon();
        return driver(uri) + "://" + uri.getRawPath() + (rest.isEmpty() ? "" : "?" + rest);
    }
}
