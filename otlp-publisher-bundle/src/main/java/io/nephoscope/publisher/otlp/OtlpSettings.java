package io.nephoscope.publisher.otlp;

import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.support.http.ProxyRules;
import io.nephoscope.support.text.HostName;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration, checked.
 *
 * @param collector where requests go, and how
 * @param form what samples become
 */
record OtlpSettings(Collector collector, Form form) {

    private static final String PATH = "/v1/metrics";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Those that the JDK's client keeps for itself, and that of the body. */
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "content-type", "content-encoding", "expect", "host", "upgrade");

    private static final Key<URI> ENDPOINT =
            Key.of("endpoint", OtlpSettings::address).essential();
    private static final Key<Map<String, String>> HEADERS =
            Key.secret("headers", OtlpSettings::headers).essential();
    private static final Key<Optional<Path>> TLS_CA_FILE =
            Key.file("tls.ca.file").essential();
    private static final Key<Optional<Path>> TLS_CERT_FILE =
            Key.file("tls.cert.file").essential();
    private static final Key<Optional<Path>> TLS_KEY_FILE =
            Key.file("tls.key.file").essential();
    private static final Key<Boolean> TLS_VERIFY = Key.flag("tls.verify");
    private static final Key<String> COMPRESSION = Key.oneOf("compression", "gzip", "none");
    private static final Key<Duration> REQUEST_TIMEOUT = Key.seconds("request.timeout", 1, 300);
    private static final Key<Long> WINDOW_REQUESTS = Key.number("window.requests", 1, 64);
    private static final Key<String> SERVICE_NAME = Key.filledText("service.name");
    private static final Key<Map<String, String>> RESOURCE_ATTRIBUTES =
            Key.of("resource.attributes", OtlpSettings::attributes);
    private static final Key<List<String>> METADATA_ATTRIBUTES = Key.words("metadata.attributes");

    /**
     * Where requests go, and how.
     *
     * @param headers of each request; secret
     * @param timeout of a request, from its begin to the end of the answer
     * @param window requests that may be unanswered
     */
    record Collector(
            URI endpoint, Map<String, String> headers, Tls tls, boolean compress, Duration timeout, int window) {

        HttpSettings http() {
            return new HttpSettings(
                    timeout,
                    timeout,
                    tls.authorities,
                    tls.certificate,
                    tls.key,
                    !tls.verify,
                    ProxyRules.of(System.getenv(), Optional.empty()),
                    window,
                    window);
        }

        /** Without the headers. */
        @Override
        public String toString() {
            return endpoint.toString();
        }
    }

    /** Files of PEM, and whether the collector's certificate is checked. */
    record Tls(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key, boolean verify) {}

    /**
     * What samples become.
     *
     * @param resource the resource's attributes
     * @param metadata those that become attributes, with dots between levels
     */
    record Form(Map<String, String> resource, List<String> metadata) {}

    /** Reads configurations of this PID. */
    static Configuration configuration(String pid) {
        return new Configuration(
                        pid,
                        OtlpConfig.class,
                        ENDPOINT,
                        HEADERS,
                        TLS_CA_FILE,
                        TLS_CERT_FILE,
                        TLS_KEY_FILE,
                        TLS_VERIFY,
                        COMPRESSION,
                        REQUEST_TIMEOUT,
                        WINDOW_REQUESTS,
                        SERVICE_NAME,
                        RESOURCE_ATTRIBUTES,
                        METADATA_ATTRIBUTES)
                .rule(
                        values -> values.get(TLS_CERT_FILE).isPresent()
                                        == values.get(TLS_KEY_FILE).isPresent()
                                ? Optional.empty()
                                : Optional.of("needs tls.key.file, and the other way round"),
                        TLS_CERT_FILE,
                        TLS_KEY_FILE);
    }

    static OtlpSettings of(KeyValues values) {
        Tls tls = new Tls(
                values.get(TLS_CA_FILE), values.get(TLS_CERT_FILE), values.get(TLS_KEY_FILE), values.get(TLS_VERIFY));
        Map<String, String> resource = new LinkedHashMap<>();
        String host = HostName.local();
        resource.put("service.name", values.get(SERVICE_NAME));
        resource.put("service.instance.id", host);
        resource.put("host.name", host);
        resource.putAll(values.get(RESOURCE_ATTRIBUTES));
        return new OtlpSettings(
                new Collector(
                        values.get(ENDPOINT),
                        values.get(HEADERS),
                        tls,
                        values.get(COMPRESSION).equals("gzip"),
                        values.get(REQUEST_TIMEOUT),
                        Math.toIntExact(values.get(WINDOW_REQUESTS))),
                new Form(resource, values.get(METADATA_ATTRIBUTES)));
    }

    /** The text is not told: somebody may have written a password into it. */
    private static URI address(String written) {
        URI uri;
        try {
            uri = new URI(written);
        } catch (URISyntaxException e) {
            throw noAddress();
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || uri.getHost() == null) {
            throw noAddress();
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must hold no user and no password; write headers = Authorization=…");
        }
        boolean isBare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        return isBare && uri.getRawQuery() == null ? uri.resolve(PATH) : uri;
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("must be like http://127.0.0.1:4318/v1/metrics");
    }

    /** As in OTEL_EXPORTER_OTLP_HEADERS; in a file there may be a line for each, too. */
    private static Map<String, String> headers(String written) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : written.split("[,\n]", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "must be like X-Tenant=one,X-Region=two, special characters percent-encoded");
            }
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("may not set " + name);
            }
            headers.put(name, decoded(pair.substring(equals + 1).strip()));
        }
        return Map.copyOf(headers);
    }

    /** A plus sign is no blank here, as it would be in a form. */
    private static String decoded(String value) {
        String plain;
        try {
            plain = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message shows the text.
            throw new IllegalArgumentException(
                    "has a value with a per cent sign that begins no code of two hexadecimal digits");
        }
        if (plain.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("has a value that no header can have");
        }
        return plain;
    }

    private static Map<String, String> attributes(String written) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Arrays.stream(written.split(",", -1)).filter(pair -> !pair.isBlank()).forEach(pair -> {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("must be like deployment.environment.name=lab,team=cloud");
            }
            attributes.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        });
        return Map.copyOf(attributes);
    }
}
