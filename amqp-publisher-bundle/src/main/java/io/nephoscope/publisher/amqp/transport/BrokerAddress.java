package io.nephoscope.publisher.amqp.transport;

import java.util.regex.Pattern;

/**
 * One broker and how to log in there.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param place where it stands, such as {@code the first host of transport.url}
 */
public record BrokerAddress(String host, int port, String user, String password, String place) {

    private static final Pattern DOTTED_QUAD = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern NUMBER = Pattern.compile("[0-9.]*|0[xX].*");

    /**
     * Host and port, to be shown once the host has been found. Before, what stands in the place of the host may be
     * a password that somebody wrote without %. Mere digits are found, but may be one all the same.
     */
    public String name() {
        if (NUMBER.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            return place;
        }
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** The place alone. */
    @Override
    public String toString() {
        return place;
    }
}
