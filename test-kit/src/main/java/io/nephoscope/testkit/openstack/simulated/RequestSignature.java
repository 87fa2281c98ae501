package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpCall;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies the signatures that Amazon's S3 defines, in versions 4 and 2, of requests without a body. */
record RequestSignature(String accessKey, String secretKey) {

    private static final Pattern VERSION_4 = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+)," + " ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final Pattern VERSION_2 = Pattern.compile("AWS ([^:]+):(.+)");
    private static final String NO_BODY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** Whether the request is signed with these keys. */
    boolean fits(HttpCall call) {
        String authorization = call.header("authorization").orElse("");
        Matcher four = VERSION_4.matcher(authorization);
        if (four.matches()) {
            return four.group(1).equals(accessKey)
                    && equal(version4(call, four.group(2), four.group(3)), four.group(4));
        }
        Matcher two = VERSION_2.matcher(authorization);
        return two.matches() && two.group(1).equals(accessKey) && equal(version2(call), two.group(2));
    }

    private static boolean equal(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }

    /** @param scope date, region, service and the word that ends it, parted by slashes */
    private String version4(HttpCall call, String scope, String signedHeaders) {
        String headers = Stream.of(signedHeaders.split(";", -1))
                .map(name -> name + ":" + call.header(name).orElse("").replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String request = String.join(
                "\n",
                call.method(),
                call.path(),
                canonicalQuery(call.query()),
                headers,
                signedHeaders,
                call.header("x-amz-content-sha256").orElse(NO_BODY));
        String time = call.header("x-amz-date").orElse("");
        String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(request)));
        byte[] key = bytes("AWS4" + secretKey);
        for (String part : scope.split("/", -1)) {
            key = hmac("HmacSHA256", key, part);
        }
        return hex(hmac("HmacSHA256", key, text));
    }

    private static String canonicalQuery(String query) {
        return Stream.of(query.split("&", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> List.of(part.split("=", 2)))
                .map(pair -> encoded(pair.get(0)) + "=" + (pair.size() > 1 ? encoded(pair.get(1)) : ""))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(URLDecoder.decode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private String version2(HttpCall call) {
        String amazons = call.headers().entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).startsWith("x-amz-"))
                .sorted(Map.Entry.comparingByKey())
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String date =
                call.header("x-amz-date").isPresent() ? "" : call.header("date").orElse("");
        String text = String.join(
                "\n",
                call.method(),
                call.header("content-md5").orElse(""),
                call.header("content-type").orElse(""),
                date,
                amazons + call.path());
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", bytes(secretKey), text));
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
