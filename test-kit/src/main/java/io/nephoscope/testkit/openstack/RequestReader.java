package io.nephoscope.testkit.openstack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests of HTTP/1.1 from a connection, one after the other. For one thread. */
final class RequestReader {

    private static final int LONGEST_LINE = 64 << 10;

    private final InputStream in;
    private long bytes;

    RequestReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next one; null when there is none. */
    @Nullable
    HttpCall next() throws IOException {
        bytes = 0;
        String request = line();
        if (request.isEmpty()) {
            return null;
        }
        String[] words = request.split(" ", -1);
        String target = words.length > 1 ? words[1] : "/";
        Map<String, String> headers = headers();
        String body = body(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        int question = target.indexOf('?');
        return new HttpCall(
                words[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                body);
    }

    /** How many bytes the last one had. */
    long bytes() {
        return bytes;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String body(int length) throws IOException {
        bytes += length;
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            bytes++;
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is too long");
            }
        }
        bytes++;
        return line.toString();
    }
}
