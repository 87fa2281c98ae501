package io.nephoscope.connector.openstack.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a proxy as the environment says: {@code https_proxy}, {@code http_proxy}, {@code no_proxy}, in lower case or
 * in capitals. In {@code no_proxy} stand hosts, domains (with or without a leading dot), addresses, each with or without
 * a port, or {@code *} for all.
 */
final class ProxyRules extends ProxySelector {

    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final List<Proxy> http;
    private final List<Proxy> https;
    private final List<String> exempt;

    private ProxyRules(List<Proxy> http, List<Proxy> https, List<String> exempt) {
        this.http = http;
        this.https = https;
        this.exempt = exempt;
    }

    static ProxyRules of(Map<String, String> environment) {
        String none = variable(environment, "no_proxy");
        return new ProxyRules(
                proxy(variable(environment, "http_proxy")),
                proxy(variable(environment, "https_proxy")),
                Arrays.stream(none.split("[,\\s]+"))
                        .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String variable(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name, "");
        return (lower.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower).strip();
    }

    /** What cannot be read is no proxy; the connection that then fails names the endpoint that it was for. */
    private static List<Proxy> proxy(String written) {
        if (written.isEmpty()) {
            return DIRECT;
        }
        try {
            URI uri = new URI(written.contains("://") ? written : "http://" + written);
            int port = uri.getPort() < 0 ? 3128 : uri.getPort();
            return uri.getHost() == null
                    ? DIRECT
                    : List.of(
                            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(bare(uri.getHost()), port)));
        } catch (URISyntaxException e) {
            return DIRECT;
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost();
        if (host == null || isExempt(bare(host).toLowerCase(Locale.ROOT), uri.getPort())) {
            return DIRECT;
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    }

    private boolean isExempt(String host, int port) {
        return exempt.stream()
                .anyMatch(rule -> rule.equals("*") || matches(rule, host) || matches(rule, host + ":" + port));
    }

    private static boolean matches(String rule, String host) {
        return host.equals(bare(rule)) || host.endsWith("." + rule);
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException cause) {
        // The request fails, and tells.
    }
}
