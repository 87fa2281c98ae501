package io.nephoscope.connector.snmp;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a device is and how to sign in there, in Ceilometer's words:
 *
 * <pre>{@code
 * snmp://COMMUNITY@HOST[:PORT]
 * snmp://USER:PASSWORD@HOST[:PORT]?auth_proto=sha&priv_proto=aes128&priv_password=PASSWORD
 * }</pre>
 *
 * <p>Community, user and passwords may be references to where the secret stands, {@code file:PATH} or {@code env:NAME}. Signs
 * that part a URL are written with a per cent sign; the last {@code @} before the options ends the secrets. Shows no secret
 * unless it is asked for it. Immutable.
 */
public final class SnmpUrl {

    /** The options that this knows; {@code version} is ours. */
    public static final Set<String> OPTIONS = Set.of("auth_proto", "priv_proto", "priv_password", "version");

    private static final String SCHEME = "snmp://";
    private static final int USUAL_PORT = 161;
    private static final int LAST_PORT = 65_535;
    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.%a-z]+]|[^\\[\\]:/]+)(?::([0-9]{1,5}))?/?");
    private static final Pattern ESCAPE = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    private final String user;
    private final Optional<String> password;
    private final String host;
    private final int port;
    private final Map<String, String> options;
    private final String withoutCredentials;

    private SnmpUrl(String written) {
        if (!written.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new IllegalArgumentException("is no URL that begins with snmp://");
        }
        int fragment = written.indexOf('#');
        String whole = fragment < 0 ? written : written.substring(0, fragment);
        int mark = whole.indexOf('?');
        String authority = whole.substring(SCHEME.length(), mark < 0 ? whole.length() : mark);
        String query = mark < 0 ? "" : whole.substring(mark + 1);
        int at = authority.lastIndexOf('@');
        String login = authority.substring(0, Math.max(0, at));
        int colon = login.indexOf(':');
        user = decoded(colon < 0 ? login : login.substring(0, colon));
        password = colon < 0 ? Optional.empty() : Optional.of(decoded(login.substring(colon + 1)));
        String place = authority.substring(at + 1);
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "names no host and port behind the community or the user; write what parts a URL, when it stands in a"
                            + " password, with a per cent sign: / is %2F, ? is %3F and # is %23");
        }
        host = matcher.group(1).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        port = matcher.group(2) == null ? USUAL_PORT : Integer.parseInt(matcher.group(2));
        if (port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("has the port " + port + "; ports are 1 to " + LAST_PORT);
        }
        options = options(query);
        withoutCredentials = SCHEME + place + shown(query);
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is none of SNMP; its message goes on after the URL's name and shows nothing
     *     of it
     */
    public static SnmpUrl of(String written) {
        return new SnmpUrl(written);
    }

    /** The last of several options of a name counts. Names that are not known here are left to others. */
    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        for (String option : query.split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0 && equals < option.length() - 1) {
                options.put(
                        option.substring(0, equals),
                        decoded(option.substring(equals + 1).replace('+', ' ')));
            }
        }
        return Map.copyOf(options);
    }

    private static String shown(String query) {
        String kept = Arrays.stream(query.split("&", -1))
                .filter(option -> isShown(option.substring(0, Math.max(0, option.indexOf('=')))))
                .collect(joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    /** Only what is known to be no secret. */
    private static boolean isShown(String option) {
        return OPTIONS.contains(option) && !option.equals("priv_password");
    }

    /** What is no escape stays as it is: a password may hold a per cent sign. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(escapes -> {
            String digits = escapes.group().replace("%", "");
            byte[] bytes = HexFormat.of().parseHex(digits);
            return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
        });
    }

    /** The host's name or address in lower case, one of IPv6 without brackets. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** The user or the community, or a reference to where it stands: a secret. Empty if none is written. */
    public String user() {
        return user;
    }

    /** The user's password, or a reference to where it stands. */
    public Optional<String> password() {
        return password;
    }

    /** An option that is not empty. That of {@code priv_password} is a secret. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The URL without its user, its passwords and whatever is not known to be no secret. */
    public String withoutCredentials() {
        return withoutCredentials;
    }

    /** The same as {@link #withoutCredentials()}. */
    @Override
    public String toString() {
        return withoutCredentials;
    }
}
