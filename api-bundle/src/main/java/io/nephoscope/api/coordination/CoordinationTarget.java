package io.nephoscope.api.coordination;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which engine, and which place in it.
 *
 * @param scheme of the URL, one of those that the engine takes
 * @param hosts as they were written, {@code name:port} or a name alone; at least one
 * @param path what the URL names behind the hosts, without the slash before it; may be empty
 * @param options of the URL's query
 * @param root below which all records and members lie, such as {@code nephoscope/central}
 * @param member the id of this agent, unlike that of any other, and the same after a restart
 * @param session after how long without a sign of life a member is gone
 * @param login of whom; empty for nobody's
 * @param tls empty where the connection is to be in the clear
 */
public record CoordinationTarget(
        String scheme,
        List<String> hosts,
        String path,
        Map<String, String> options,
        String root,
        String member,
        Duration session,
        Optional<Login> login,
        Optional<Tls> tls) {

    public CoordinationTarget {
        hosts = List.copyOf(hosts);
        options = Map.copyOf(options);
    }

    /** Who the agent says it is. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "login of " + user;
        }
    }

    /**
     * How TLS is spoken.
     *
     * @param authorities PEM file of trusted authorities; empty for those of the Java platform
     * @param certificate PEM file of the agent's certificate; empty for none
     * @param key PEM file of its private key
     * @param verifyHostname whether the server's certificate has to be for its name
     */
    public record Tls(
            Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key, boolean verifyHostname) {}
}
