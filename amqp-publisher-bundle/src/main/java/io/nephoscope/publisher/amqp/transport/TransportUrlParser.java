package io.nephoscope.publisher.amqp.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one transport_url. What a host does not say is guest, guest, localhost, and the scheme's port. No message
 * repeats any part of the URL, and {@link IllegalArgumentException} is all that it throws.
 */
final class TransportUrlParser {

    private static final int LONGEST = 20_000;
    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(/[^?#]*)?(?:\\?([^#]*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]*]|[^:\\[\\]]*)(?::(\\d*))?");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_.-]{0,253}|\\[[0-9A-Fa-f:.%]+]");
    private static final Set<String> PLAIN = Set.of("rabbit", "amqp", "kombu+rabbit", "kombu+amqp");
    private static final Set<String> TLS = Set.of("amqps", "kombu+amqps");
    private static final int PLAIN_PORT = 5672;
    private static final int TLS_PORT = 5671;
    private static final int LAST_PORT = 0xFFFF;
    private static final int HEX = 16;

    private final Matcher url;
    private final boolean tls;

    TransportUrlParser(String text) {
        String stripped = text.strip();
        url = URL.matcher(stripped);
        if (stripped.length() > LONGEST || !url.matches()) {
            throw new IllegalArgumentException(
                    "is no URL of the form rabbit://user:password@host:port/virtual_host; in user and password,"
                            + " write any of / ? # @ : , as %2F %3F %23 %40 %3A %2C");
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        tls = TLS.contains(scheme);
        if (!tls && !PLAIN.contains(scheme)) {
            throw new IllegalArgumentException("has an unknown scheme before ://; it must be rabbit, amqp or amqps");
        }
    }

    TransportUrl parse() {
        List<BrokerAddress> hosts = new ArrayList<>();
        for (String netloc : url.group(2).split(",", -1)) {
            if (!netloc.isEmpty()) {
                hosts.add(host(netloc, hosts.size() + 1));
            }
        }
        if (hosts.isEmpty()) {
            hosts.add(host("", 1));
        }
        return new TransportUrl(tls, hosts, virtualHost(), options());
    }

    /** As Python's urlparse: the last @ ends the login, the first colon of the login ends the user. */
    private BrokerAddress host(String netloc, int position) {
        int at = netloc.lastIndexOf('@');
        String login = at < 0 ? "" : netloc.substring(0, at);
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        String password = colon < 0 ? "" : login.substring(colon + 1);
        Matcher place = HOST.matcher(netloc.substring(at + 1));
        if (!place.matches()) {
            throw new IllegalArgumentException("has a " + nth(position)
                    + " host that is not of the form user:password@host:port; in user and password, write @ , / as"
                    + " %40 %2C %2F, and an IPv6 address in brackets");
        }
        String name = place.group(1);
        if (!HOST_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "has a " + nth(position) + " host whose name holds what no name of a host does");
        }
        return new BrokerAddress(
                name.isEmpty() ? "localhost" : name.replaceAll("[\\[\\]]", ""),
                port(place.group(2), position),
                orGuest(user, "user of the " + nth(position) + " host"),
                orGuest(password, "password of the " + nth(position) + " host"),
                "the " + nth(position) + " host of transport.url");
    }

    private int port(String digits, int position) {
        if (digits == null || digits.isEmpty()) {
            return tls ? TLS_PORT : PLAIN_PORT;
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "has a port of the " + nth(position) + " host that is not in 1 to " + LAST_PORT);
        }
        return port;
    }

    private static String orGuest(String encoded, String place) {
        return encoded.isEmpty() ? "guest" : decode(encoded, place);
    }

    private String virtualHost() {
        String path = url.group(3);
        if (path == null || path.length() == 1) {
            return "/";
        }
        refuseRawAt(path, "virtual host");
        return decode(path.substring(1), "virtual host");
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        String query = url.group(4);
        if (query != null) {
            refuseRawAt(query, "options");
            int position = 0;
            for (String pair : query.split("&", -1)) {
                position++;
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String value = pair.substring(equals + 1).replace('+', ' ');
                    options.put(pair.substring(0, equals), decode(value, nth(position) + " option"));
                }
            }
        }
        return options;
    }

    /** A raw @ behind the hosts is that of a login whose password holds a raw slash or question mark. */
    private static void refuseRawAt(String part, String place) {
        if (part.indexOf('@') >= 0) {
            throw new IllegalArgumentException("has an @ in the " + place
                    + "; in user and password, write / and ? as %2F and %3F, and an @ behind the hosts as %40");
        }
    }

    /** Percent-decoding alone: a plus stays one. What is decoded must be UTF-8. */
    private static String decode(String text, String place) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.put(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], HEX) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], HEX) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException(
                        "has a % in the " + place + " that is not followed by two hex digits; write % as %25");
            }
            decoded.put((byte) (high * HEX + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("has a % in the " + place + " that makes no UTF-8", e);
        }
    }

    private static String nth(int position) {
        return switch (position) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            default -> position + "th";
        };
    }
}
