package io.nephoscope.pollsters.dynamic.definition;

import java.util.regex.Pattern;

/** Which headers can be sent: names as RFC 9110 has them; values of Latin letters and signs, as the JDK's client sends them. */
public final class HeaderRules {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int LAST_OF_LATIN_1 = 0xFF;

    private HeaderRules() {}

    /** Whether it can be a header's name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether it can be a header's value. */
    public static boolean isValue(String value) {
        return value.chars().noneMatch(letter -> Character.isISOControl(letter) || letter > LAST_OF_LATIN_1);
    }
}
