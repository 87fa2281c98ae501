package io.nephoscope.discovery.tripleo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How nodes are asked by SNMP. Holds secrets, and shows none.
 *
 * @param scheme what addresses begin with
 * @param parameters of the address, as they are; those that are empty are left out
 */
record SnmpAccess(String scheme, String user, String password, Map<String, String> parameters) {

    SnmpAccess {
        Map<String, String> given = new LinkedHashMap<>(parameters);
        given.values().removeIf(String::isEmpty);
        parameters = Map.copyOf(given);
    }

    /** The address of a node. What a user or password has of signs that part an address is written in their place. */
    String url(String address) {
        StringBuilder url = new StringBuilder(scheme).append(encoded(user));
        if (!password.isEmpty()) {
            url.append(':').append(encoded(password));
        }
        if (!user.isEmpty() || !password.isEmpty()) {
            url.append('@');
        }
        url.append(address.indexOf(':') < 0 ? address : "[" + address + "]");
        char separator = '?';
        for (String name : TripleoConfiguration.PARAMETERS) {
            String value = parameters.get(name);
            if (value != null) {
                url.append(separator).append(name).append('=').append(encoded(value));
                separator = '&';
            }
        }
        return url.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return scheme + "***";
    }
}
