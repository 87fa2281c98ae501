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

    /**
     * The same of a text that is an address from its beginning: a password may hold a blank, too; a colon before one is
     * that of a sentence.
     */
    private static final Pattern WHOLE = Pattern.compile("(?is)^([a-z][a-z0-9+.-]*://)"
            + "(?:(?<!^http://)(?<!^https://)|[^/?#\\s:@]+:(?![0-9]*(?:[/?#\\s]|$)))(?:(?!: ).)*@");

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
        if (cut.indexOf('@') < 0) {
            return cut;
        }
        cut = WHOLE.matcher(cut).replaceAll("$1***@");
        cut = UNESCAPED_USER_INFO.matcher(cut).replaceAll("***@");
        return USER_INFO.matcher(cut).replaceAll("***@");
    }
}
