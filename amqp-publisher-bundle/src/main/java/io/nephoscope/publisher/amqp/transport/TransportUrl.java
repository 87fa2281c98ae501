package io.nephoscope.publisher.amqp.transport;

import static java.util.stream.Collectors.joining;

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

    public TransportUrl {
        hosts = List.copyOf(hosts);
        options = Map.copyOf(options);
    }

    /**
     * Reads a URL by the rules of oslo.messaging.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static TransportUrl parse(String url) {
        return new TransportUrlParser(url).parse();
    }

    /** Without users, passwords and options. */
    @Override
    public String toString() {
        String netloc = hosts.stream().map(BrokerAddress::toString).collect(joining(","));
        return (tls ? "amqps://" : "rabbit://") + netloc + "/" + (virtualHost.equals("/") ? "" : virtualHost);
    }
}
