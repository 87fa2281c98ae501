package io.nephoscope.pollsters.central;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as a part of an address. */
final class UrlText {

    private UrlText() {}

    /** All but letters, digits and {@code -_.~} by their numbers, as RFC 3986 has it and signatures want it. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
