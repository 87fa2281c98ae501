package io.nephoscope.support.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which proxy stands before which address.
 *
 * @param http for addresses that begin so
 * @param https for the others
 * @param exempt for which there is none: hosts, domains, addresses, each with or without a port, or {@code *} for all
 */
public record ProxyRules(Optional<ProxyAddress> http, Optional<ProxyAddress> https, List<String> exempt) {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyRules.class);

    public ProxyRules {
        exempt = List.copyOf(exempt);
    }

    /**
     * The proxy that is configured, or else those of the environment: {@code https_proxy}, {@code http_proxy}; for either
     * but not for what stands in {@code no_proxy}. Variables are in lower case or in capitals.
     */
    public static ProxyRules of(Map<String, String> environment, Optional<ProxyAddress> configured) {
        return new ProxyRules(
                configured.or(() -> proxy(environment, "http_proxy")),
                configured.or(() -> proxy(environment, "https_proxy")),
                Arrays.stream(variable(environment, "no_proxy").split("[,\\s]+"))
                        .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String variable(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name, "");
        return (lower.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower).strip();
    }

    /** The environment is not ours: what cannot be read there is told, and is no proxy. */
    private static Optional<ProxyAddress> proxy(Map<String, String> environment, String name) {
        String written = variable(environment, name);
        try {
            return written.isEmpty() ? Optional.empty() : Optional.of(ProxyAddress.of(written));
        } catch (IllegalArgumentException e) {
            LOG.warn("The variable {} {}; it is as if it were not set.", name, e.getMessage());
            return Optional.empty();
        }
    }

    /** The proxy before an address. */
    Optional<ProxyAddress> before(URI uri) {
        String host = uri.getHost();
        if (host == null || isExempt(bare(host).toLowerCase(Locale.ROOT), uri.getPort())) {
            return Optional.empty();
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

    /** These rules as the client takes them. */
    ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(before(uri).map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY));
            }

            @Override
            public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException cause) {
                // The request fails, and tells.
            }
        };
    }
}
