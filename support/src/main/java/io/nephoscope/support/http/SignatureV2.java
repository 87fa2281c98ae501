package io.nephoscope.support.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * AWS Signature Version 2 of requests that have neither body nor sub-resource, as gateways before Ceph 10 want it (AWS:
 * "Signing and authenticating REST requests"). Immutable.
 */
public record SignatureV2(String accessKey, String secretKey, InstantSource clock) implements HttpSignature {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public SignatureV2(String accessKey, String secretKey) {
        this(accessKey, secretKey, InstantSource.system());
    }

    @Override
    public Map<String, String> headers(String method, URI uri) {
        String time = TIME.format(clock.instant());
        String toSign = String.join("\n", method, "", "", "", "x-amz-date:" + time, uri.getRawPath());
        byte[] signature = Signatures.hmac("HmacSHA1", secretKey.getBytes(StandardCharsets.UTF_8), toSign);
        return Map.of(
                "x-amz-date",
                time,
                "Authorization",
                "AWS " + accessKey + ":" + Base64.getEncoder().encodeToString(signature));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "AWS Signature Version 2";
    }
}
