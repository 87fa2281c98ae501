package io.nephoscope.coordination.etcd;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Login;
import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import io.nephoscope.support.text.OneLine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a target says, checked.
 *
 * @param endpoints addresses of hosts, in the order in which they are tried
 * @param api the first part of all paths, such as {@code v3}
 * @param member whose key it is
 * @param request how long a request may take
 */
record EtcdSettings(
        List<URI> endpoints,
        String api,
        EtcdKeys keys,
        String member,
        Duration session,
        Duration request,
        Optional<Login> login,
        Optional<Tls> tls) {

    private static final int PORT = 2379;
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final Pattern API = Pattern.compile("v3(alpha|beta)?");
    private static final String API_VERSION = "api_version";
    private static final String TIMEOUT = "timeout";
    private static final String CA = "ca_cert";
    private static final String CERTIFICATE = "cert_cert";
    private static final String KEY = "cert_key";
    /** The last two are of tooz, which has locks and another session. */
    private static final Set<String> OPTIONS =
            Set.of(API_VERSION, TIMEOUT, CA, CERTIFICATE, KEY, "lock_timeout", "membership_timeout");

    /** @throws IllegalArgumentException in a sentence if something cannot be */
    static EtcdSettings of(CoordinationTarget target) {
        Map<String, String> options = target.options();
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(OPTIONS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "etcd has no option " + OneLine.of(unknown.iterator().next(), 60) + "; there are "
                            + String.join(", ", new TreeSet<>(OPTIONS)));
        }
        String api = options.getOrDefault(API_VERSION, "v3");
        if (!API.matcher(api).matches()) {
            throw new IllegalArgumentException(API_VERSION + " must be v3, v3beta or v3alpha");
        }
        Optional<Tls> tls = tls(target);
        String protocol = tls.isPresent() ? "https" : "http";
        String prefix = target.path().replaceAll("^/+|/+$", "");
        return new EtcdSettings(
                target.hosts().stream().map(host -> endpoint(protocol, host)).toList(),
                api,
                new EtcdKeys(prefix.isEmpty() ? target.root() : prefix + "/" + target.root()),
                target.member(),
                target.session(),
                timeout(options.get(TIMEOUT), target.session()),
                target.login(),
                tls);
    }

    private static URI endpoint(String protocol, String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "etcd is reached at NAME or NAME:PORT, and not as one of the hosts says");
        }
        int port = parts.group(2) == null ? PORT : Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
        }
        return URI.create(protocol + "://" + parts.group(1) + ":" + port + "/");
    }

    private static Duration timeout(@Nullable String seconds, Duration otherwise) {
        if (seconds == null) {
            return otherwise;
        }
        if (!seconds.matches("[0-9]{1,4}") || Integer.parseInt(seconds) == 0) {
            throw new IllegalArgumentException(TIMEOUT + " must be a whole number of seconds from 1 to 9999");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }

    /** Files that the URL names, as tooz has them, count where the configuration names none. */
    private static Optional<Tls> tls(CoordinationTarget target) {
        if (target.scheme().endsWith("+http")) {
            if (target.tls().isPresent()) {
                throw new IllegalArgumentException(
                        "etcd3+http is in the clear, but TLS is configured: say etcd3+https");
            }
            return Optional.empty();
        }
        Map<String, String> options = target.options();
        boolean named = options.containsKey(CA) || options.containsKey(CERTIFICATE) || options.containsKey(KEY);
        if (target.tls().isPresent() || (!named && !target.scheme().endsWith("+https"))) {
            return target.tls();
        }
        return Optional.of(new Tls(path(options, CA), path(options, CERTIFICATE), path(options, KEY), true));
    }

    private static Optional<Path> path(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name)).map(Path::of);
    }
}
