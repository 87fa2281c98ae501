package io.nephoscope.connector.openstack.config;

import io.nephoscope.support.text.NearestWord;
import io.nephoscope.support.text.OneLine;
import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.ScalarType;
import io.nephoscope.support.yaml.YamlNode;
import io.nephoscope.support.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads one cloud of {@code clouds.yaml}, with what {@code secure.yaml} adds to it, where openstacksdk looks for them: the
 * variables {@code OS_CLIENT_CONFIG_FILE} and {@code OS_CLIENT_SECURE_FILE}, then the working folder, {@code
 * ~/.config/openstack} and {@code /etc/openstack}. No text of these files is ever shown but names of clouds: what cannot
 * be read may be a password.
 */
final class CloudsYaml {

    private static final long LARGEST = 1 << 20;
    private static final String ROOT = "clouds";

    private final Map<String, String> environment;
    private final Path working;

    /** @param working folder of the process */
    CloudsYaml(Map<String, String> environment, Path working) {
        this.environment = environment;
        this.working = working;
    }

    /**
     * The options of a cloud, by name, with a dot for each underscore.
     *
     * @throws UnusableSettingsException if they cannot be had; its message names the file and, where there is one, the line
     */
    Map<String, String> options(String cloud) throws UnusableSettingsException {
        Path file = find(ROOT, "OS_CLIENT_CONFIG_FILE")
                .orElseThrow(() -> new UnusableSettingsException("there is no clouds.yaml, neither in the folder of the"
                        + " agent nor in ~/.config/openstack nor in /etc/openstack; write it, or name it in"
                        + " OS_CLIENT_CONFIG_FILE"));
        Map<String, Map<String, String>> clouds = read(file);
        Map<String, String> options = clouds.get(cloud);
        if (options == null) {
            throw new UnusableSettingsException(file + ": there is no cloud " + OneLine.of(cloud, 80)
                    + NearestWord.to(cloud, clouds.keySet())
                            .map(near -> "; did you mean " + OneLine.of(near, 80) + "?")
                            .orElse(""));
        }
        Map<String, String> merged = new LinkedHashMap<>(options);
        Optional<Path> secure = find("secure", "OS_CLIENT_SECURE_FILE");
        if (secure.isPresent()) {
            merged.putAll(read(secure.get()).getOrDefault(cloud, Map.of()));
        }
        check(file, cloud, merged);
        return merged;
    }

    private static void check(Path file, String cloud, Map<String, String> options) throws UnusableSettingsException {
        String place = file + ": " + ROOT + "." + OneLine.of(cloud, 80) + ".";
        if (options.getOrDefault("identity.api.version", "3").startsWith("2")) {
            throw new UnusableSettingsException(place + "identity_api_version: Keystone's version 2 is gone; write 3");
        }
        if (!options.containsKey("auth.url") && options.containsKey("profile")) {
            throw new UnusableSettingsException(
                    place + "profile: profiles of vendors are not known here; write auth_url under auth");
        }
    }

    private Optional<Path> find(String name, String variable) {
        String named = environment.getOrDefault(variable, "");
        if (!named.isBlank()) {
            return Optional.of(Path.of(named.strip()));
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        String user = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        return Stream.of(working, Path.of(user, "openstack"), Path.of("/etc/openstack"))
                .flatMap(folder -> Stream.of(folder.resolve(name + ".yaml"), folder.resolve(name + ".yml")))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Map<String, Map<String, String>> read(Path file) throws UnusableSettingsException {
        Problems problems = new Problems();
        Map<String, Map<String, String>> clouds = new LinkedHashMap<>();
        Optional<YamlNode> root = YamlReader.read(text(file), problems);
        if (root.isPresent() && root.get() instanceof YamlNode.Table table) {
            Optional<YamlNode> all = Mapping.of(table, "", problems).get(ROOT);
            if (all.isPresent() && all.get() instanceof YamlNode.Table named) {
                Mapping mapping = Mapping.of(named, ROOT, problems);
                for (String name : mapping.all()) {
                    mapping.get(name).ifPresent(cloud -> clouds.put(name, cloud(cloud, problems)));
                }
            }
        }
        if (!problems.errors().isEmpty()) {
            throw new UnusableSettingsException(
                    file + ":" + problems.errors().get(0).line()
                            + ": it cannot be read as YAML here; put values in quotes that hold special characters");
        }
        if (clouds.isEmpty()) {
            throw new UnusableSettingsException(file + ": it names no cloud under " + ROOT);
        }
        return clouds;
    }

    private static String text(Path file) throws UnusableSettingsException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UnusableSettingsException(file + ": there is no such file");
            }
            if (Files.size(file) > LARGEST) {
                throw new UnusableSettingsException(file + ": it is larger than " + LARGEST + " bytes");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnusableSettingsException(file + ": it cannot be read; check its rights");
        }
    }

    private static Map<String, String> cloud(YamlNode node, Problems problems) {
        Map<String, String> options = new LinkedHashMap<>();
        if (node instanceof YamlNode.Table table) {
            Mapping mapping = Mapping.of(table, "", problems);
            regions(mapping, problems).ifPresent(region -> options.put("region.name", region));
            scalars(mapping, options);
            mapping.get("auth").ifPresent(auth -> {
                if (auth instanceof YamlNode.Table signIn) {
                    scalars(Mapping.of(signIn, "auth", problems), options);
                }
            });
        }
        return options;
    }

    private static void scalars(Mapping mapping, Map<String, String> options) {
        for (String key : mapping.all()) {
            if (mapping.get(key).orElse(null) instanceof YamlNode.Scalar scalar && scalar.type() != ScalarType.NULL) {
                options.put(EnvironmentOptions.name(key), scalar.text());
            }
        }
    }

    /** The first of several regions, as it is where nobody chooses one. */
    private static Optional<String> regions(Mapping mapping, Problems problems) {
        if (!(mapping.get("regions").orElse(null) instanceof YamlNode.Sequence sequence)
                || sequence.items().isEmpty()) {
            return Optional.empty();
        }
        YamlNode first = sequence.items().get(0);
        YamlNode name = first instanceof YamlNode.Table table
                ? Mapping.of(table, "regions", problems).get("name").orElse(first)
                : first;
        return name instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }
}
