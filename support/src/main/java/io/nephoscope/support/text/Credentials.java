package io.nephoscope.support.text;

import java.util.regex.Pattern;

/** Cuts what looks like a secret out of resource URLs, so that they can be shown. */
public final class Credentials {

    /** Greedy: a password may hold an @ or a slash. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^?#\\s]*@");

    /**
     * Of an address that is no web's, and of one with something else than a port after its first colon: then what looks
     * like a query, or like a fragment, is the rest of a password that was not escaped.
     */
    private static final Pattern UNESCAPED_USER_INFO =
            Pattern.compile("(?i)(?<=://)(?:(?<!\\bhttp://)(?<!\\bhttps://)|[^/?#\\s:@]+:(?![0-9]*(?:[/?#]|$)))\\S*@");

    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "(?i)(?<=[?&;])([^=&;#\\s]*(?:pass|secret|token|psk|credential|community|key|auth)[^=&;#\\s]*)=[^&;#\\s]*");

    private Credentials() {}

    /** The same URL with {@code ***} for its user information and for parameters that sound secret. */
    public static String cutFrom(String url) {
        if (url.indexOf('@') < 0 && url.indexOf('=') < 0) {
            return url;
        }
        // First, since such a parameter may hold an @ too.
        String cut = SECRET_PARAMETER.matcher(url).replaceAll("$1=***");
        cut = UNESCAPED_USER_INFO.matcher(cut).replaceAll("***@");
        return USER_INFO.matcher(cut).replaceAll("***@");
    }
}
