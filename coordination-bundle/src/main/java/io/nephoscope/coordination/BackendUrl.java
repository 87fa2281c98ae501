package io.nephoscope.coordination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.nephoscope.api.coordination.CoordinationTarget.Login;
import io.nephoscope.support.text.Credentials;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Through what agents agree, in the forms of Ceilometer's option of that name:
 * {@code scheme://[user:password@]host[:port][,host[:port]…][/path][?option=value&…]}, user, password and options
 * percent-encoded.
 *
 * @param hosts as they were written; at least one
 * @param path without the slash before it; may be empty
 */
record BackendUrl(String scheme, List<String> hosts, String path, Map<String, String> options, Optional<Login> login) {

    /** A password ends at the last at sign before the hosts, for it may hold one. */
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?<login>.*)@)?(?<hosts>[^/?#@]*)(?:/(?<path>[^?#@]*))?"
                    + "(?:\\?(?<options>[^#@]*))?",
            Pattern.DOTALL);

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?])(?::(?<port>[0-9]{1,5}))?");

    private static final int LAST_PORT = 65_535;
    private static final String LIKE = "zookeeper://host:2181,host:2181 or etcd3://host:2379";

    BackendUrl {
        hosts = List.copyOf(hosts);
        options = Map.copyOf(options);
    }

    /**
     * Takes a URL apart.
     *
     * @return empty if nothing is written
     * @throws IllegalArgumentException if it is none; the message shows nothing of it, since it may hold a password
     */
    static Optional<BackendUrl> parse(String written) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "must be like " + LIKE + ", special characters of user, password and" + " options percent-encoded");
        }
        return Optional.of(new BackendUrl(
                parts.group("scheme").toLowerCase(Locale.ROOT),
                hosts(parts.group("hosts")),
                decoded(Optional.ofNullable(parts.group("path")).orElse("")),
                options(Optional.ofNullable(parts.group("options")).orElse("")),
                Optional.ofNullable(parts.group("login")).map(BackendUrl::login)));
    }

    private static List<String> hosts(String written) {
        List<String> hosts = Arrays.stream(written.split(",", -1))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("names no host; it must be like " + LIKE);
        }
        for (String host : hosts) {
            Matcher parts = HOST.matcher(host);
            if (!parts.matches() || (parts.group("port") != null && !isPort(parts.group("port")))) {
                throw new IllegalArgumentException("has a host that is none; it must be like " + LIKE);
            }
        }
        return hosts;
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= LAST_PORT;
    }

    private static Login login(String written) {
        int colon = written.indexOf(':');
        return colon < 0
                ? new Login(decoded(written), "")
                : new Login(decoded(written.substring(0, colon)), decoded(written.substring(colon + 1)));
    }

    /** What is there several times, as tooz has it of hosts, is joined by commas. */
    private static Map<String, String> options(String written) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : written.split("&", -1)) {
            int equals = option.indexOf('=');
            if (!option.isEmpty()) {
                String name = decoded(equals < 0 ? option : option.substring(0, equals));
                String value = equals < 0 ? "" : decoded(option.substring(equals + 1));
                options.merge(name, value, (one, two) -> one + "," + two);
            }
        }
        return options;
    }

    /** A plus sign is no blank here. */
    private static String decoded(String written) {
        try {
            return URLDecoder.decode(written.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message shows the text.
            throw new IllegalArgumentException(
                    "has a per cent sign that begins no code of two hexadecimal digits; write %25 for it");
        }
    }

    /** For people: without user and password, and options that sound secret. */
    @Override
    public String toString() {
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .sorted()
                .collect(joining("&"));
        return Credentials.cutFrom(scheme + "://" + (login.isPresent() ? "***@" : "") + String.join(",", hosts)
                + (path.isEmpty() ? "" : "/" + path)
                + (query.isEmpty() ? "" : "?" + query));
    }
}
