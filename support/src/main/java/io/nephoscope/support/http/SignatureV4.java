package io.nephoscope.support.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * AWS Signature Version 4 of requests without a body, for the service s3 in the region us-east-1, which gateways take for any
 * (AWS: "Create a signed AWS API request"). Immutable.
 */
public record SignatureV4(String accessKey, String secretKey, InstantSource clock) implements HttpSignature {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String SCOPE = "/us-east-1/s3/aws4_request";
    private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";
    private static final String NO_BODY = Signatures.sha256("");

    public SignatureV4(String accessKey, String secretKey) {
        this(accessKey, secretKey, InstantSource.system());
    }

    @Override
    public Map<String, String> headers(String method, URI uri) {
        String time = TIME.format(clock.instant());
        String scope = time.substring(0, 8) + SCOPE;
        String canonical = String.join(
                "\n",
                method,
                uri.getRawPath(),
                sorted(uri.getRawQuery()),
                "host:" + host(uri),
                "x-amz-content-sha256:" + NO_BODY,
                "x-amz-date:" + time,
                "",
                SIGNED,
                NO_BODY);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, Signatures.sha256(canonical));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = Signatures.hmac("HmacSHA256", key, part);
        }
        String signature = HexFormat.of().formatHex(Signatures.hmac("HmacSHA256", key, toSign));
        return Map.of(
                "x-amz-date", time,
                "x-amz-content-sha256", NO_BODY,
                "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + SIGNED
                                + ", Signature=" + signature);
    }

    private static String sorted(@Nullable String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .map(part -> part.contains("=") ? part : part + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    /** As the header of the request has it. */
    private static String host(URI uri) {
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 || uri.getPort() == usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "AWS Signature Version 4";
    }
}
