package io.nephoscope.publisher.prometheus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to listen at.
 *
 * @param host a name or an address, without brackets
 * @param port 0 for any that is free
 */
record ListenAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%\\w]+)]|([^:\\[\\]/\\s]+)):([0-9]{1,5})");
    private static final int LAST = 0xFFFF;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message goes on after a key
     */
    static ListenAddress of(String written) {
        Matcher form = FORM.matcher(written);
        int port = form.matches() ? Integer.parseInt(form.group(3)) : -1;
        if (port < 0 || port > LAST) {
            throw new IllegalArgumentException("must be like 127.0.0.1:9101 or [::1]:9101, was \"" + written + '"');
        }
        return new ListenAddress(form.group(1) == null ? form.group(2) : form.group(1), port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
