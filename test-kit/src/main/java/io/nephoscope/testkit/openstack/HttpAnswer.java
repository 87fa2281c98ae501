package io.nephoscope.testkit.openstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An answer, and how much of it comes. Immutable. */
public final class HttpAnswer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Manner manner;
    private final Duration delay;

    /** How an answer comes. */
    enum Manner {
        WHOLE,
        /** Half of the body, then the end of the connection. */
        CUT,
        /** Half of the body, then a reset of the connection. */
        RESET,
        /** Half of the body, then nothing more. */
        STALL,
        /** The body without a length, and half of it: only the end of the connection tells that it ends. */
        UNTOLD
    }

    private HttpAnswer(int status, Map<String, String> headers, byte[] body, Manner manner, Duration delay) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.manner = manner;
        this.delay = delay;
    }

    /** An answer without a body. */
    public static HttpAnswer status(int status) {
        return new HttpAnswer(status, Map.of(), new byte[0], Manner.WHOLE, Duration.ZERO);
    }

    /** An answer of JSON. */
    public static HttpAnswer json(String json) {
        return status(200).body("application/json", json);
    }

    /** An answer of JSON in UTF-8, which must not be changed any more: it may be long. */
    public static HttpAnswer json(byte[] json) {
        return status(200).body("application/json", json);
    }

    /** The same answer with a body. */
    public HttpAnswer body(String type, String text) {
        return body(type, text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpAnswer body(String type, byte[] bytes) {
        return new HttpAnswer(status, headers, bytes, manner, delay).header("Content-Type", type);
    }

    /** The same answer with another status. */
    public HttpAnswer withStatus(int newStatus) {
        return new HttpAnswer(newStatus, headers, body, manner, delay);
    }

    /** The same answer with one header more. */
    public HttpAnswer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body, manner, delay);
    }

    /** The same answer, packed. */
    public HttpAnswer gzipped() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpAnswer(status, headers, packed.toByteArray(), manner, delay).header("Content-Encoding", "gzip");
    }

    /** The same answer, of which the connection ends after half of the body. */
    public HttpAnswer cut() {
        return in(Manner.CUT);
    }

    /** The same answer, of which the connection is reset after half of the body. */
    public HttpAnswer reset() {
        return in(Manner.RESET);
    }

    /** The same answer, of which the second half never comes. */
    public HttpAnswer stall() {
        return in(Manner.STALL);
    }

    /** The same answer, cut off without anything telling that there is more. */
    public HttpAnswer cutWithoutLength() {
        return in(Manner.UNTOLD);
    }

    private HttpAnswer in(Manner newManner) {
        return new HttpAnswer(status, headers, body, newManner, delay);
    }

    /** The same answer, which begins later. */
    public HttpAnswer late(Duration newDelay) {
        return new HttpAnswer(status, headers, body, manner, newDelay);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    int length() {
        return body.length;
    }

    /** Writes the beginning of the body. */
    void writeTo(OutputStream out, int bytes) throws IOException {
        out.write(body, 0, bytes);
    }

    Manner manner() {
        return manner;
    }

    Duration delay() {
        return delay;
    }
}
