package io.nephoscope.support.text;

import java.util.regex.Pattern;

/** Cuts what looks like a secret out of resource URLs, so that they can be shown. */
public final class Credentials {

    /** Greedy: a password may hold an @ or a slash. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^?#\\s]*@");

    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "(?i)(?<=[?&;])([^=&;#\\s]*(?:pass|secret|token|psk|credential|community|key|auth)[^=&;#\\s]*)=[^&;#\\s]*");

    private Credentials() {}

    /** The same URL with {@code ***} for its user information and for parameters that sound secret. */
    public static String cutFrom(String url) {
        if (url.indexOf('@') < 0 && url.indexOf('=') < 0) {
            return url;
        }
        String anonymous = USER_INFO.matcher(url).replaceAll("***@");
        return SECRET_PARAMETER.matcher(anonymous).replaceAll("$1=***");
    }
}
