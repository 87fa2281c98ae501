package io.nephoscope.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * An answer whose headers have come. To be closed by whoever has it.
 *
 * @param status of HTTP
 * @param raw the body as it comes, within the deadline of the request
 * @param answeredNanos how long it took until the headers had come
 */
public record ApiAnswer(int status, HttpHeaders headers, InputStream raw, long answeredNanos) implements AutoCloseable {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** All headers by their names in lower case; of several of one name the first. */
    public Map<String, String> firstHeaders() {
        Map<String, String> first = new TreeMap<>();
        headers.map().forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return Map.copyOf(first);
    }

    /** The body, unpacked if the server has packed it. To be asked for once. */
    public InputStream body() throws IOException {
        boolean packed =
                header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent();
        return packed ? new GZIPInputStream(raw, 8192) : raw;
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
