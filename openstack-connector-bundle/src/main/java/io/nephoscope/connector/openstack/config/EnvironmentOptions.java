package io.nephoscope.connector.openstack.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Options of the environment, as an openrc sets them: {@code OS_AUTH_URL} is {@code auth.url}. */
final class EnvironmentOptions {

    private static final String PREFIX = "OS_";
    private static final String OVERRIDE = ".endpoint.override";
    /** Older names, and those of the command line. */
    private static final Map<String, String> MEANT = Map.of(
            "tenant.name", "project.name",
            "tenant.id", "project.id",
            "endpoint.type", "interface",
            "cacert", "cafile",
            "cert", "certfile",
            "key", "keyfile");

    private EnvironmentOptions() {}

    /** The options by name, with a dot for each underscore. */
    static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> options = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !value.isBlank()) {
                options.put(name(variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT)), value.strip());
            }
        });
        return options;
    }

    /** The name of an option that is written with underscores. */
    static String name(String written) {
        String dotted = written.replace('_', '.');
        return dotted.endsWith(OVERRIDE) ? dotted : MEANT.getOrDefault(dotted, dotted);
    }

    /** The variable of an option, for the operator. */
    static String variable(String option) {
        return PREFIX + option.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
