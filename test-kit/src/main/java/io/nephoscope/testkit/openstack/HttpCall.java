package io.nephoscope.testkit.openstack;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request that came.
 *
 * @param path without query
 * @param query without question mark; empty for none
 * @param headers by their names in lower case
 */
public record HttpCall(String method, String path, String query, Map<String, String> headers, String body) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** A header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A parameter of the query, as it is written there. */
    public Optional<String> parameter(String name) {
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return Optional.of(part.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
