package io.nephoscope.publisher.amqp.transport;

import java.util.List;
import java.util.Map;

/**
 * A transport_url as OpenStack services have it:
 * {@code rabbit://user:password@host:port,user:password@host:port/virtual_host?option=value}.
 *
 * @param tls whether the scheme asks for TLS
 * @param hosts at least one
 * @param virtualHost {@code /} where the URL names none
 * @param options what follows the question mark
 */
public record TransportUrl(boolean tls, List<BrokerAddress> hosts, String virtualHost, Map<String, String> options) {

    private static final String GUEST = "guest";
    private static final int SHORTEST_SECRET = 4;

    public TransportUrl {
        hosts = List.copyOf(hosts);
        options = Map.copyOf(options);
    }

    /**
     * Reads a URL by the rules of oslo.messaging.
     *
     * @throws IllegalArgumentException if it is none. The message tells what is wrong and where, and no part of
     *     the URL: what stands in the place of a host or a port may be a password written without %
     */
    public static TransportUrl parse(String url) {
        return new TransportUrlParser(url).parse();
    }

    /** Nothing that may be secret: not even names of hosts, which are told when they have been found. */
    @Override
    public String toString() {
        return (tls ? "amqps" : "rabbit") + "://(" + hosts.size() + " hosts)";
    }

    /** The text with {@code ***} for all logins of this URL, for texts that a broker or a library has written. */
    String withoutLogins(String text) {
        String clean = text;
        for (BrokerAddress host : hosts) {
            clean = without(clean, host.password());
            // A password that lacks its user stands in the user's place.
            clean = host.password().equals(GUEST) ? without(clean, host.user()) : clean;
        }
        return clean;
    }

    /** Very short ones, and the one that everybody knows, tell nothing and would spoil the text. */
    private static String without(String text, String secret) {
        return secret.length() < SHORTEST_SECRET || secret.equals(GUEST) ? text : text.replace(secret, "***");
    }
}
