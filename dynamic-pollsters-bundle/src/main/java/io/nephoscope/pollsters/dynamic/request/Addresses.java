package io.nephoscope.pollsters.dynamic.request;

import io.nephoscope.support.text.Credentials;
import io.nephoscope.support.text.OneLine;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts addresses together as Python's {@code urljoin} does, which is RFC 3986 but for empty segments of a path. */
public final class Addresses {

    /** RFC 3986, appendix B. */
    private static final Pattern PARTS =
            Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

    private static final String LEFT_ALONE = "-._~:/?#[]@!$&'()*+,;=%";
    private static final int LONGEST_SHOWN = 200;

    private Addresses() {}

    /** The address of a path below an endpoint; a path that begins with a slash is one of its host. */
    public static String join(String endpoint, String path) {
        String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        Matcher to = parts(path);
        if (path.isEmpty()) {
            return base;
        }
        if (to.group(1) != null) {
            return path;
        }
        Matcher from = parts(base);
        if (from.group(1) == null || from.group(2) == null) {
            // No address, which is told when it is asked.
            return base + path;
        }
        String origin = from.group(1) + "://";
        if (to.group(2) != null) {
            return from.group(1) + ":" + path;
        }
        String query = to.group(4) == null ? "" : "?" + to.group(4);
        return origin
                + from.group(2)
                + (to.group(3).isEmpty() ? from.group(3) : merged(from.group(3), to.group(3)))
                + query;
    }

    /** The address of a next page: itself if it names a host, else below the endpoint. */
    public static String next(String endpoint, String link) {
        return parts(link).group(2) != null ? link : join(endpoint, link);
    }

    private static Matcher parts(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw new IllegalStateException("the pattern takes any text");
        }
        return parts;
    }

    private static String merged(String base, String path) {
        List<String> segments = new ArrayList<>();
        if (!path.startsWith("/")) {
            segments.addAll(Arrays.asList(base.split("/", -1)));
        }
        segments.addAll(Arrays.asList(path.split("/", -1)));
        List<String> resolved = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean isInner = i > 0 && i < segments.size() - 1;
            if (segment.equals("..")) {
                if (resolved.size() > 1) {
                    resolved.remove(resolved.size() - 1);
                }
            } else if (!segment.equals(".") && !(isInner && segment.isEmpty())) {
                resolved.add(segment);
            }
        }
        String last = segments.get(segments.size() - 1);
        if (last.equals(".") || last.equals("..")) {
            resolved.add("");
        }
        String joined = String.join("/", resolved);
        return joined.startsWith("/") ? joined : "/" + joined;
    }

    /**
     * An address that a request can be sent to; what may not stand in one is written as {@code %XX}.
     *
     * @throws RequestException if it is none
     */
    public static URI uri(String url) throws RequestException {
        StringBuilder encoded = new StringBuilder();
        for (byte one : url.strip().getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xFF);
            boolean isPlain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || LEFT_ALONE.indexOf(character) >= 0);
            encoded.append(isPlain ? String.valueOf(character) : "%%%02X".formatted((int) character));
        }
        try {
            URI uri = new URI(encoded.toString());
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new RequestException(shown(url) + " is no address", e);
        }
        throw new RequestException(shown(url) + " is no address: it must begin with http:// or https:// and a host");
    }

    /** Whether what is meant for the one address may be sent to the other: the same host, port and scheme. */
    public static boolean isSameHost(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other)
                && one.getScheme().equalsIgnoreCase(other.getScheme());
    }

    private static int port(URI uri) {
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    /** An address as it may be told: without user, password and query. */
    public static String shown(String url) {
        return OneLine.of(Credentials.cutFrom(url).replaceFirst("[?#].*", ""), LONGEST_SHOWN);
    }
}
