package io.nephoscope.publisher.amqp.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one transport_url. What a host does not say is guest, guest, localhost, and the scheme's port. */
final class TransportUrlParser {

    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(/[^?#]*)?(?:\\?([^#]*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::(\\d*))?");
    private static final Set<String> PLAIN = Set.of("rabbit", "amqp", "kombu+rabbit", "kombu+amqp");
    private static final Set<String> TLS = Set.of("amqps", "kombu+amqps");
    private static final int PLAIN_PORT = 5672;
    private static final int TLS_PORT = 5671;
    private static final int LAST_PORT = 0xFFFF;

    private final Matcher url;
    private final boolean tls;

    TransportUrlParser(String text) {
        url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "is no URL of the form rabbit://user:password@host:port/virtual_host; in user and password,"
                            + " write any of / ? # @ : , as %2F %3F %23 %40 %3A %2C");
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        tls = TLS.contains(scheme);
        if (!tls && !PLAIN.contains(scheme)) {
            throw new IllegalArgumentException("has the scheme " + scheme + "; it must be rabbit, amqp or amqps");
        }
    }

    TransportUrl parse() {
        List<BrokerAddress> hosts = new ArrayList<>();
        for (String netloc : url.group(2).split(",", -1)) {
            if (!netloc.isEmpty()) {
                hosts.add(host(netloc));
            }
        }
        if (hosts.isEmpty()) {
            hosts.add(host(""));
        }
        return new TransportUrl(tls, hosts, virtualHost(), options());
    }

    private BrokerAddress host(String netloc) {
        int at = netloc.lastIndexOf('@');
        String login = at < 0 ? "" : netloc.substring(0, at);
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        String password = colon < 0 ? "" : login.substring(colon + 1);
        Matcher place = HOST.matcher(netloc.substring(at + 1));
        if (!place.matches()) {
            throw new IllegalArgumentException("has a host that is not of the form user:password@host:port;"
                    + " in user and password, write @ and , as %40 and %2C, and an IPv6 address in brackets");
        }
        String host = place.group(1).replaceAll("[\\[\\]]", "");
        return new BrokerAddress(
                host.isEmpty() ? "localhost" : host, port(place.group(2)), orGuest(user), orGuest(password));
    }

    private int port(String digits) {
        if (digits == null || digits.isEmpty()) {
            return tls ? TLS_PORT : PLAIN_PORT;
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("has the port " + digits + "; ports are 1 to " + LAST_PORT);
        }
        return port;
    }

    private static String orGuest(String encoded) {
        return encoded.isEmpty() ? "guest" : decode(encoded);
    }

    private String virtualHost() {
        String path = url.group(3);
        return path == null || path.length() == 1 ? "/" : decode(path.substring(1));
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (url.group(4) != null) {
            for (String pair : url.group(4).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    options.put(
                            pair.substring(0, equals),
                            decode(pair.substring(equals + 1).replace('+', ' ')));
                }
            }
        }
        return options;
    }

    /** Percent-decoding alone: a plus stays one. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a % that is not followed by two hex digits; write % as %25", e);
        }
    }
}
