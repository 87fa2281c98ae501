package io.nephoscope.connector.openstack.identity;

import io.nephoscope.support.json.JsonWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What we sign in with: Ceilometer's options of {@code [service_credentials]}, with a dot for each underscore. Immutable;
 * its text tells nothing secret.
 */
public final class CloudCredentials {

    private static final String APPLICATION_CREDENTIAL = "application.credential.";

    /** The options that are read here. */
    public static final List<String> OPTIONS = List.of(
            "auth.type",
            "auth.url",
            "username",
            "user.id",
            "password",
            "user.domain.name",
            "user.domain.id",
            "project.name",
            "project.id",
            "project.domain.name",
            "project.domain.id",
            "domain.name",
            "domain.id",
            "default.domain.name",
            "default.domain.id",
            "trust.id",
            "system.scope",
            "token",
            "application.credential.id",
            "application.credential.name",
            "application.credential.secret");

    private enum Method {
        PASSWORD,
        APPLICATION_CREDENTIAL,
        TOKEN
    }

    private final Map<String, String> options;

    private CloudCredentials(Map<String, String> options) {
        this.options = options;
    }

    /**
     * Credentials of options for which there is no {@link #objection}.
     *
     * @param options by name; an empty text is none
     */
    public static CloudCredentials of(Map<String, String> options) {
        Map<String, String> given = new LinkedHashMap<>();
        OPTIONS.forEach(name -> {
            String value = options.getOrDefault(name, "");
            if (!value.isEmpty()) {
                given.put(name, value);
            }
        });
        return new CloudCredentials(Map.copyOf(given));
    }

    /**
     * Why nobody can sign in with these options.
     *
     * @return an option and what is wrong with it; empty if nothing is
     */
    public static Optional<Objection> objection(Map<String, String> options) {
        return Optional.ofNullable(of(options).objection());
    }

    /**
     * What is wrong with one option.
     *
     * @param reason goes on after the option's name
     */
    public record Objection(String option, String reason) {}

    private @Nullable Objection objection() {
        if (text("auth.url").isEmpty()) {
            return new Objection("auth.url", "is missing; write Keystone's address, as https://cloud.example:5000/v3");
        }
        if (Catalogue.parsed(text("auth.url")).isEmpty()) {
            return new Objection("auth.url", "must be http:// or https:// with a host and no password");
        }
        Method method = method().orElse(null);
        if (method == null) {
            return new Objection("auth.type", "must be password, v3applicationcredential or token");
        }
        Objection objection =
                switch (method) {
                    case PASSWORD -> password();
                    case APPLICATION_CREDENTIAL -> applicationCredential();
                    case TOKEN -> has("token") ? null : new Objection("token", "is missing");
                };
        return objection == null ? scopeObjection(method) : objection;
    }

    private @Nullable Objection password() {
        if (!has("username") && !has("user.id")) {
            return new Objection("username", "is missing, and so is user.id");
        }
        if (!has("password")) {
            return new Objection("password", "is missing");
        }
        return has("user.id") ? null : domainObjection("user.domain");
    }

    private @Nullable Objection applicationCredential() {
        if (!has(APPLICATION_CREDENTIAL + "secret")) {
            return new Objection(APPLICATION_CREDENTIAL + "secret", "is missing");
        }
        if (has(APPLICATION_CREDENTIAL + "id")) {
            return null;
        }
        if (!has(APPLICATION_CREDENTIAL + "name")) {
            return new Objection(APPLICATION_CREDENTIAL + "id", "is missing");
        }
        if (has("user.id")) {
            return null;
        }
        return has("username")
                ? domainObjection("user.domain")
                : new Objection("username", "is missing, which application.credential.name needs");
    }

    private @Nullable Objection domainObjection(String prefix) {
        return has(prefix + ".id") || has(prefix + ".name") || has("default.domain.id") || has("default.domain.name")
                ? null
                : new Objection(prefix + ".name", "is missing, and so is " + prefix + ".id; Default is usual");
    }

    private @Nullable Objection scopeObjection(Method method) {
        List<String> scopes = Stream.of(
                        "trust.id", "system.scope", "project.id", "project.name", "domain.id", "domain.name")
                .filter(this::has)
                .toList();
        if (method == Method.APPLICATION_CREDENTIAL) {
            // It has the scope that it was made for; a project beside it is what tools write into every file.
            return null;
        }
        long kinds = scopes.stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .count();
        if (kinds > 1) {
            return new Objection(scopes.get(0), "does not go with " + scopes.get(scopes.size() - 1) + "; keep one");
        }
        if (has("system.scope") && !text("system.scope").equals("all")) {
            return new Objection("system.scope", "must be all");
        }
        if (scopes.isEmpty()) {
            return method == Method.TOKEN
                    ? null
                    : new Objection(
                            "project.name", "is missing, and so are project.id, domain.id, system.scope, trust.id");
        }
        return has("project.name") && !has("project.id") ? domainObjection("project.domain") : null;
    }

    /** Keystone's address for signing in. */
    public URI tokens() {
        String url = text("auth.url").replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        String root = url.replaceFirst("/v(2\\.0|3)$", "");
        return URI.create(root + "/v3/auth/tokens");
    }

    /** Who signs in, for a sentence; no secret. */
    public String who() {
        return switch (method().orElse(Method.PASSWORD)) {
            case PASSWORD -> "user " + (has("username") ? text("username") : text("user.id"));
            case APPLICATION_CREDENTIAL ->
                "application credential "
                        + text(
                                has(APPLICATION_CREDENTIAL + "name")
                                        ? APPLICATION_CREDENTIAL + "name"
                                        : APPLICATION_CREDENTIAL + "id");
            case TOKEN -> "the configured token";
        };
    }

    /** What to correct where Keystone refuses them. */
    String remedy() {
        return switch (method().orElse(Method.PASSWORD)) {
            case PASSWORD -> "correct name, domains, password and project, or unlock the user in Keystone";
            case APPLICATION_CREDENTIAL ->
                "correct its secret and its id, or its name and its user, or make another one that has not expired";
            case TOKEN -> "configure one that has not expired, and whose scope allows the project";
        };
    }

    /** What Keystone is sent; holds secrets. */
    String body() {
        Method method = method().orElse(Method.PASSWORD);
        Map<String, Object> identity = new LinkedHashMap<>();
        switch (method) {
            case PASSWORD -> {
                identity.put("methods", List.of("password"));
                Map<String, Object> user = user();
                user.put("password", text("password"));
                identity.put("password", Map.of("user", user));
            }
            case APPLICATION_CREDENTIAL -> {
                identity.put("methods", List.of("application_credential"));
                Map<String, Object> credential = new LinkedHashMap<>();
                if (has(APPLICATION_CREDENTIAL + "id")) {
                    credential.put("id", text(APPLICATION_CREDENTIAL + "id"));
                } else {
                    credential.put("name", text(APPLICATION_CREDENTIAL + "name"));
                    credential.put("user", user());
                }
                credential.put("secret", text(APPLICATION_CREDENTIAL + "secret"));
                identity.put("application_credential", credential);
            }
            case TOKEN -> {
                identity.put("methods", List.of("token"));
                identity.put("token", Map.of("id", text("token")));
            }
        }
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("identity", identity);
        if (method != Method.APPLICATION_CREDENTIAL) {
            scope().ifPresent(scope -> auth.put("scope", scope));
        }
        return JsonWriter.plain().text(Map.of("auth", auth));
    }

    private Map<String, Object> user() {
        return has("user.id") ? new LinkedHashMap<>(Map.of("id", text("user.id"))) : named("username", "user.domain");
    }

    private Optional<Map<String, Object>> scope() {
        if (has("trust.id")) {
            return Optional.of(Map.of("OS-TRUST:trust", Map.of("id", text("trust.id"))));
        }
        if (has("system.scope")) {
            return Optional.of(Map.of("system", Map.of("all", true)));
        }
        if (has("project.id")) {
            return Optional.of(Map.of("project", Map.of("id", text("project.id"))));
        }
        if (has("project.name")) {
            return Optional.of(Map.of("project", named("project.name", "project.domain")));
        }
        return has("domain.id") || has("domain.name")
                ? Optional.of(Map.of("domain", idOrName("domain")))
                : Optional.empty();
    }

    private Map<String, Object> named(String name, String domain) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", text(name));
        named.put("domain", idOrName(has(domain + ".id") || has(domain + ".name") ? domain : "default.domain"));
        return named;
    }

    private Map<String, Object> idOrName(String prefix) {
        return has(prefix + ".id") ? Map.of("id", text(prefix + ".id")) : Map.of("name", text(prefix + ".name"));
    }

    private Optional<Method> method() {
        return switch (options.getOrDefault("auth.type", "password").toLowerCase(Locale.ROOT)) {
            case "password", "v3password" -> Optional.of(Method.PASSWORD);
            case "v3applicationcredential" -> Optional.of(Method.APPLICATION_CREDENTIAL);
            case "token", "v3token" -> Optional.of(Method.TOKEN);
            default -> Optional.empty();
        };
    }

    private boolean has(String option) {
        return options.containsKey(option);
    }

    private String text(String option) {
        return options.getOrDefault(option, "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CloudCredentials credentials && options.equals(credentials.options);
    }

    @Override
    public int hashCode() {
        return options.hashCode();
    }

    @Override
    public String toString() {
        return who();
    }
}
