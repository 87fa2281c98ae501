package io.nephoscope.core.source;

import io.nephoscope.support.text.Credentials;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which discovery to call, with which parameter: {@code name}, {@code name:parameter} or {@code
 * name://parameter}. As in other URLs the name before a colon is read in lower case, and a query or a
 * fragment is left out.
 *
 * @param text as written
 */
public record DiscoveryUrl(String text, String name, Optional<String> parameter) {

    private static final Pattern WITH_PARAMETER = Pattern.compile("([A-Za-z][A-Za-z0-9+._-]*):(?://)?([^?#]*).*");

    public static DiscoveryUrl parse(String text) {
        Matcher url = WITH_PARAMETER.matcher(text);
        return url.matches()
                ? new DiscoveryUrl(text, url.group(1).toLowerCase(Locale.ROOT), Optional.of(url.group(2)))
                : new DiscoveryUrl(text, text, Optional.empty());
    }

    @Override
    public String toString() {
        return Credentials.cutFrom(text);
    }
}
