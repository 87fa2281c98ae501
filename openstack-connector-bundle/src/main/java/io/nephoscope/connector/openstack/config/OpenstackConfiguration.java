package io.nephoscope.connector.openstack.config;

import io.nephoscope.connector.openstack.identity.Catalogue;
import io.nephoscope.connector.openstack.identity.CloudCredentials;
import io.nephoscope.connector.openstack.session.CloudSettings;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.http.HttpSettings;
import io.nephoscope.support.http.ProxyAddress;
import io.nephoscope.support.http.ProxyRules;
import io.nephoscope.support.text.OneLine;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads how to reach a cloud, again and again: from the connector's own file, or where that says nothing of a sign-in from
 * a {@code clouds.yaml} or the environment. What cannot be used is told, and what was in force stays so. Thread-safe.
 */
public final class OpenstackConfiguration {

    /** The name of the connector's file, without its ending. */
    public static final String PID = "io.nephoscope.connector.openstack";

    private static final Logger LOG = LoggerFactory.getLogger(OpenstackConfiguration.class);
    private static final Set<String> INTERFACES = Set.of("public", "internal", "admin");
    private static final int HOUR = 3600;
    private static final String OVERRIDE = ".endpoint.override";

    private static final Key<String> CLOUD = Key.text("cloud");
    private static final Key<String> REGION_NAME = Key.text("region.name");
    private static final Key<List<String>> INTERFACE = Key.of("interface", OpenstackConfiguration::interfaces);
    private static final Key<Map<String, URI>> ENDPOINT_OVERRIDE =
            Key.of("endpoint.override", OpenstackConfiguration::overrides);
    private static final Key<Optional<Path>> CAFILE = Key.file("cafile");
    private static final Key<Optional<Path>> CERTFILE = Key.file("certfile");
    private static final Key<Optional<Path>> KEYFILE = Key.file("keyfile");
    private static final Key<Boolean> INSECURE = Key.flag("insecure");
    /** Essential: a request that must go by a proxy is not to go without it. */
    private static final Key<Optional<ProxyAddress>> PROXY = Key.secret(
                    "proxy",
                    written ->
                            written.isEmpty() ? Optional.<ProxyAddress>empty() : Optional.of(ProxyAddress.of(written)))
            .essential();

    private static final Key<Duration> CONNECT_TIMEOUT = Key.seconds("connect.timeout", 1, 300);
    private static final Key<Duration> TIMEOUT = Key.seconds("timeout", 1, HOUR);
    private static final Key<Long> PARALLEL_REQUESTS = Key.number("parallel.requests", 1, 1_000);
    private static final Key<Long> PARALLEL_REQUESTS_SERVICE = Key.number("parallel.requests.service", 1, 1_000);

    private final Map<String, String> environment;
    private final CloudsYaml cloudsYaml;
    private final Configuration configuration = configuration();
    private @Nullable CloudSettings inForce;
    private List<String> complaints = List.of();
    private String unusable = "";

    /**
     * A configuration that has read nothing yet.
     *
     * @param environment of the process
     * @param working folder of the process
     */
    public OpenstackConfiguration(Map<String, String> environment, Path working) {
        this.environment = Map.copyOf(environment);
        this.cloudsYaml = new CloudsYaml(environment, working);
    }

    private static Configuration configuration() {
        Key<?>[] keys = Stream.concat(
                        SignInKeys.ALL.stream(),
                        Stream.of(
                                CLOUD,
                                REGION_NAME,
                                INTERFACE,
                                ENDPOINT_OVERRIDE,
                                CAFILE,
                                CERTFILE,
                                KEYFILE,
                                INSECURE,
                                PROXY,
                                CONNECT_TIMEOUT,
                                TIMEOUT,
                                PARALLEL_REQUESTS,
                                PARALLEL_REQUESTS_SERVICE))
                .toArray(Key<?>[]::new);
        return new Configuration(PID, OpenstackConfig.class, keys)
                .rule(
                        values -> values.get(CERTFILE).isPresent()
                                        == values.get(KEYFILE).isPresent()
                                ? Optional.empty()
                                : Optional.of("needs keyfile, and the other way round"),
                        CERTFILE,
                        KEYFILE);
    }

    /**
     * Reads everything.
     *
     * @return how to reach the cloud; empty if nothing says so, or if what says so cannot be used and nothing was in force
     */
    public synchronized Optional<CloudSettings> read(Map<String, ?> properties) {
        KeyValues values = configuration.read(properties);
        String reason = "";
        if (configuration.lacking().isEmpty()) {
            try {
                inForce = settings(values).orElse(null);
            } catch (UnusableSettingsException e) {
                reason = e.getMessage()
                        + (inForce == null
                                ? "; nothing is polled there until it is corrected"
                                : "; what was in force stays so");
                if (!reason.equals(unusable)) {
                    LOG.error("{}", reason);
                }
            }
        }
        unusable = reason;
        List<String> all = new ArrayList<>(configuration.refused());
        all.addAll(configuration.warnings());
        if (!reason.isEmpty()) {
            all.add(reason);
        }
        complaints = List.copyOf(all);
        return Optional.ofNullable(inForce);
    }

    /** What is wrong, one sentence each. */
    public synchronized List<String> complaints() {
        return complaints;
    }

    private Optional<CloudSettings> settings(KeyValues values) throws UnusableSettingsException {
        Map<String, String> own = SignInKeys.written(values);
        String cloud = values.get(CLOUD);
        if (cloud.isEmpty() && own.isEmpty()) {
            cloud = environment.getOrDefault("OS_CLOUD", "").strip();
        }
        if (!cloud.isEmpty()) {
            return Optional.of(settings(cloudsYaml.options(cloud), values, new Place("clouds.yaml: " + cloud, true)));
        }
        if (!own.isEmpty()) {
            return Optional.of(settings(own, values, new Place(PID + ".cfg", false)));
        }
        Map<String, String> exported = EnvironmentOptions.of(environment);
        return exported.containsKey("auth.url")
                ? Optional.of(settings(exported, values, new Place("the environment", false)))
                : Optional.empty();
    }

    /** Where options stand, and whether they are written with underscores there. */
    private record Place(String name, boolean underscores) {

        String of(String option) {
            return name + ": "
                    + (underscores
                            ? option.replace('.', '_')
                            : name.equals("the environment") ? EnvironmentOptions.variable(option) : option);
        }
    }

    private CloudSettings settings(Map<String, String> options, KeyValues values, Place place)
            throws UnusableSettingsException {
        Optional<CloudCredentials.Objection> objection = CloudCredentials.objection(options);
        if (objection.isPresent()) {
            throw new UnusableSettingsException(
                    place.of(objection.get().option()) + ": " + objection.get().reason());
        }
        return new CloudSettings(
                CloudCredentials.of(options),
                choice(options, values, place),
                overrides(options, values, place),
                http(options, values, place),
                place.name());
    }

    private static Catalogue.Choice choice(Map<String, String> options, KeyValues values, Place place)
            throws UnusableSettingsException {
        List<String> interfaces = values.get(INTERFACE);
        if (interfaces.isEmpty()) {
            try {
                interfaces = interfaces(options.getOrDefault("interface", "public"));
            } catch (IllegalArgumentException e) {
                throw new UnusableSettingsException(place.of("interface") + ": " + e.getMessage());
            }
        }
        String region = values.get(REGION_NAME);
        return new Catalogue.Choice(interfaces, region.isEmpty() ? options.getOrDefault("region.name", "") : region);
    }

    private static Map<String, URI> overrides(Map<String, String> options, KeyValues values, Place place)
            throws UnusableSettingsException {
        Map<String, URI> overrides = new TreeMap<>();
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (option.getKey().endsWith(OVERRIDE)) {
                String type = option.getKey().substring(0, option.getKey().length() - OVERRIDE.length());
                overrides.put(
                        type.replace('.', '-'),
                        Catalogue.parsed(option.getValue())
                                .orElseThrow(() -> new UnusableSettingsException(
                                        place.of(option.getKey()) + ": must be http:// or https:// with a host")));
            }
        }
        overrides.putAll(values.get(ENDPOINT_OVERRIDE));
        return overrides;
    }

    private HttpSettings http(Map<String, String> options, KeyValues values, Place place)
            throws UnusableSettingsException {
        boolean insecure = values.get(INSECURE)
                || isTrue(options.getOrDefault("insecure", ""))
                || isFalse(options.getOrDefault("verify", ""));
        return new HttpSettings(
                values.get(CONNECT_TIMEOUT),
                values.get(TIMEOUT),
                file("cafile", values.get(CAFILE), options, place),
                file("certfile", values.get(CERTFILE), options, place),
                file("keyfile", values.get(KEYFILE), options, place),
                insecure,
                ProxyRules.of(environment, values.get(PROXY)),
                values.get(PARALLEL_REQUESTS).intValue(),
                values.get(PARALLEL_REQUESTS_SERVICE).intValue());
    }

    private static Optional<Path> file(String option, Optional<Path> own, Map<String, String> options, Place place)
            throws UnusableSettingsException {
        String named = options.getOrDefault(option, "");
        if (own.isPresent() || named.isEmpty()) {
            return own;
        }
        Path file = path(named);
        if (file == null || !Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UnusableSettingsException(
                    place.of(option) + ": there is no file " + OneLine.of(named, 80) + " that can be read");
        }
        return Optional.of(file);
    }

    private static @Nullable Path path(String named) {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static boolean isTrue(String text) {
        return List.of("true", "yes", "on", "1").contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isFalse(String text) {
        return List.of("false", "no", "off", "0").contains(text.toLowerCase(Locale.ROOT));
    }

    /** As Keystone names them, or with the ending that they had in its version 2. */
    private static List<String> interfaces(String written) {
        List<String> interfaces = Arrays.stream(written.split(","))
                .map(each -> each.strip().replaceFirst("URL$", "").toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        if (!INTERFACES.containsAll(interfaces)) {
            throw new IllegalArgumentException("must be public, internal or admin");
        }
        return interfaces;
    }

    private static Map<String, URI> overrides(String written) {
        Map<String, URI> overrides = new TreeMap<>();
        for (String each : written.split(",", -1)) {
            int equals = each.indexOf('=');
            if (!each.isBlank()) {
                URI address = Catalogue.parsed(each.substring(equals + 1)).orElse(null);
                if (equals < 1 || address == null) {
                    throw new IllegalArgumentException(
                            "must be like image=https://host:9292, several separated by commas");
                }
                overrides.put(each.substring(0, equals).strip(), address);
            }
        }
        return overrides;
    }
}
