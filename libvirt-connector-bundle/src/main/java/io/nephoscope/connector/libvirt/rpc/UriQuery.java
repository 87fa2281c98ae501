package io.nephoscope.connector.libvirt.rpc;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a URI.
 *
 * @param forClient those that tell the client where the daemon is
 * @param forDaemon the others, as they were written
 */
record UriQuery(Map<String, String> forClient, String forDaemon) {

    private static final Set<String> OF_CLIENT = Set.of(
            "name",
            "command",
            "socket",
            "auth",
            "netcat",
            "keyfile",
            "pkipath",
            "known_hosts",
            "known_hosts_verify",
            "sshauth",
            "mode",
            "proxy",
            "no_sanity",
            "no_verify",
            "no_tty",
            "tls_priority");

    static UriQuery of(URI uri) {
        Map<String, String> forClient = new TreeMap<>();
        List<String> forDaemon = new ArrayList<>();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String parameter : query.split("[&;]", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && OF_CLIENT.contains(parameter.substring(0, equals))) {
                forClient.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
            } else if (!parameter.isEmpty()) {
                forDaemon.add(parameter);
            }
        }
        return new UriQuery(forClient, String.join("&", forDaemon));
    }

    Optional<Path> socket() {
        return Optional.ofNullable(forClient.get("socket")).map(Path::of);
    }

    /** Whether the driver's own daemon is wanted ("direct"), the one for all ("legacy"), or either. */
    String mode() {
        return forClient.getOrDefault("mode", "auto");
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
