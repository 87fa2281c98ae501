package io.nephoscope.support.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A proxy, and how to sign in to it. Its text tells nothing secret.
 *
 * @param host without brackets
 * @param authorization what the header {@code Proxy-Authorization} says; empty for a proxy that takes everybody
 */
public record ProxyAddress(String host, int port, Optional<String> authorization) {

    private static final int USUAL_PORT = 3128;

    /**
     * Reads an address.
     *
     * @param written such as {@code http://user:password@proxy:3128}; what is special in a URL stands there as %XX
     * @throws IllegalArgumentException if it is none; the message goes on after a name, and shows nothing of the text
     */
    public static ProxyAddress of(String written) {
        URI uri = uri(written.contains("://") ? written : "http://" + written);
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
            throw noAddress();
        }
        String host = uri.getHost();
        return new ProxyAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                Optional.ofNullable(uri.getRawUserInfo()).map(ProxyAddress::basic));
    }

    /** Without the cause: its message would show the text. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw noAddress();
        }
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException(
                "must be like http://user:password@host:3128, special characters percent-encoded");
    }

    private static String basic(String userInfo) {
        // A plus sign is no blank here, as it would be in a form.
        String plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        String credentials = plain.contains(":") ? plain : plain + ":";
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
