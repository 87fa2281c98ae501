package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.support.config.SecretReference;
import io.nephoscope.support.http.HttpSignature;
import io.nephoscope.support.http.SignatureV2;
import io.nephoscope.support.http.SignatureV4;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a request to a service that is not the cloud's proves who asks. Never shows its parameters.
 *
 * @param scheme by what rule
 * @param parameters of the rule, separated by commas, each itself or a reference to where it stands ({@code file:PATH},
 *     {@code env:NAME}); empty for those that the resource holds
 */
public record Authentication(Scheme scheme, String parameters) {

    /** The rules. */
    public enum Scheme {
        /** Nothing is proven. */
        NONE(0),
        /** User and password. */
        BASIC(2),
        /** A token. */
        BEARER(1),
        /** A header of any name: name and value. */
        HEADER(2),
        /** AWS Signature Version 4: access key and secret key. */
        S3(2),
        /** AWS Signature Version 2, for gateways before Ceph 10: access key and secret key. */
        S3V2(2);

        private final int parameters;

        Scheme(int parameters) {
            this.parameters = parameters;
        }

        /** As definitions name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What {@code module} says where {@code authentication_object} is one of the schemes. */
    public static final String OWN_MODULE = "nephoscope";

    /** The Python modules, and of each the class, that definitions of Ceilometer use and that mean a scheme. */
    private static final Map<String, Scheme> PYTHON = Map.of(
            "requests.auth.HTTPBasicAuth",
            Scheme.BASIC,
            "requests.HTTPBasicAuth",
            Scheme.BASIC,
            "awsauth.S3Auth",
            Scheme.S3V2);

    /** The scheme that a definition means; empty if it is none of ours. */
    public static Optional<Scheme> scheme(String module, String object) {
        if (module.equals(OWN_MODULE)) {
            return Arrays.stream(Scheme.values())
                    .filter(scheme -> scheme.word().equals(object))
                    .findFirst();
        }
        return Optional.ofNullable(PYTHON.get(module + "." + object));
    }

    /** What may be written in place of a module of Python's. */
    public static String advice() {
        return "write module: " + OWN_MODULE + " and as authentication_object one of "
                + String.join(
                        ", ", Arrays.stream(Scheme.values()).map(Scheme::word).toList());
    }

    /**
     * The headers of one request.
     *
     * @param found the parameters that the resource holds, for a definition without any
     * @throws IllegalArgumentException in one sentence without secrets, if parameters are missing or cannot be read
     */
    public Map<String, String> headers(String method, URI uri, String found) {
        List<String> values = values(found);
        return switch (scheme) {
            case NONE -> Map.of();
            case BASIC ->
                Map.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((values.get(0) + ":" + values.get(1))
                                                .getBytes(StandardCharsets.UTF_8)));
            case BEARER -> Map.of("Authorization", "Bearer " + values.get(0));
            case HEADER -> Map.of(values.get(0), values.get(1));
            case S3 -> signed(new SignatureV4(values.get(0), values.get(1)), method, uri);
            case S3V2 -> signed(new SignatureV2(values.get(0), values.get(1)), method, uri);
        };
    }

    private static Map<String, String> signed(HttpSignature signature, String method, URI uri) {
        return signature.headers(method, uri);
    }

    private List<String> values(String found) {
        if (scheme == Scheme.NONE) {
            return List.of();
        }
        List<String> written = Arrays.stream((parameters.isEmpty() ? found : parameters).split(",", -1))
                .map(String::strip)
                .toList();
        if (written.size() < scheme.parameters || written.get(0).isEmpty()) {
            throw new IllegalArgumentException("the scheme " + scheme.word() + " needs " + scheme.parameters
                    + " authentication_parameters, separated by a comma");
        }
        return written.stream()
                .limit(scheme.parameters)
                .map(SecretReference::resolve)
                .toList();
    }

    @Override
    public String toString() {
        return scheme.word();
    }
}
