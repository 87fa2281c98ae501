package io.nephoscope.publisher.amqp.transport;

/**
 * One broker and how to log in there.
 *
 * @param host a name or an address, IPv6 without brackets
 */
public record BrokerAddress(String host, int port, String user, String password) {

    /** Host and port alone. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
