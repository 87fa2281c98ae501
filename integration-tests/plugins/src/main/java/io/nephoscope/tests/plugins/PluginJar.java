package io.nephoscope.tests.plugins;

import io.nephoscope.api.pollster.Pollster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * A plugin, as a build would make it, or as no build should.
 *
 * @param headers the manifest
 * @param entries the files
 */
public record PluginJar(Map<String, String> headers, Map<String, byte[]> entries) {

    private static final String API_VERSIONS = "[2.0,3)";
    private static final List<String> API =
            List.of("pollster", "cycle", "sample", "discovery", "publisher", "delivery", "health");
    /** What a plugin imports: the API. */
    public static final String IMPORTS = imports(API_VERSIONS);

    private static final String REQUIRE_SCR =
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"";

    /** Version 1.0.0 of a plugin that is named as its pollster. */
    public static PluginJar of(String pollster, Class<? extends Pollster> type) {
        Component component = Component.of(pollster, type, Pollster.class)
                .property("pollster.name", pollster)
                .property("pollster.namespace", "compute\ncentral");
        return of(pollster, List.of(component)).promising(pollster);
    }

    /** Version 1.0.0 of a plugin of any components, with their classes and those inside them. */
    public static PluginJar of(String symbolicName, List<Component> components) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", symbolicName);
        headers.put("Bundle-Version", "1.0.0");
        headers.put("Import-Package", IMPORTS);
        if (!components.isEmpty()) {
            headers.put("Require-Capability", REQUIRE_SCR);
            headers.put(
                    "Service-Component",
                    components.stream().map(Component::file).collect(Collectors.joining(",")));
        }
        PluginJar jar = new PluginJar(headers, Map.of());
        for (Component component : components) {
            jar = jar.with(component.file(), utf8(component.xml())).holding(component.type());
        }
        return jar;
    }

    /** The same with a capability that says that it offers a pollster. */
    public PluginJar promising(String pollster) {
        return with(
                "Provide-Capability",
                "nephoscope.pollster;name=\"" + pollster + "\";namespace:List<String>=\"compute,central\"");
    }

    /** The same with one more file. */
    public PluginJar with(String file, byte[] content) {
        Map<String, byte[]> more = new LinkedHashMap<>(entries);
        more.put(file, content);
        return new PluginJar(headers, more);
    }

    /** The same with these classes, and those that they declare. */
    public PluginJar holding(Class<?>... types) {
        Map<String, byte[]> more = new LinkedHashMap<>(entries);
        for (Class<?> type : types) {
            addClass(type, more);
            for (Class<?> inner : type.getDeclaredClasses()) {
                addClass(inner, more);
            }
        }
        return new PluginJar(headers, more);
    }

    /** The same with another header of the manifest. */
    public PluginJar with(String header, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return new PluginJar(changed, entries);
    }

    /** The same as another bundle, with its pollster's name unchanged. */
    public PluginJar named(String symbolicName) {
        return with("Bundle-SymbolicName", symbolicName);
    }

    /** The same in another version. */
    public PluginJar version(String version) {
        return with("Bundle-Version", version);
    }

    /** The same, built against another range of the API's versions. */
    public PluginJar builtAgainst(String apiVersions) {
        return with("Import-Package", imports(apiVersions));
    }

    /** The same, needing a package that nobody exports. */
    public PluginJar missing(String packageName) {
        return with("Import-Package", headers.get("Import-Package") + "," + packageName);
    }

    /** The jar's content. */
    public byte[] bytes() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts the jar into a folder at once: it is written beside the folder and moved there. */
    public Path moveInto(Path folder, String fileName) throws IOException {
        Path beside = Files.write(Files.createTempFile(folder.toAbsolutePath().getParent(), "plugin", ".tmp"), bytes());
        return Files.move(
                beside, folder.resolve(fileName), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String imports(String versions) {
        return API.stream()
                .map(name -> "io.nephoscope.api.%s;version=\"%s\"".formatted(name, versions))
                .collect(Collectors.joining(","));
    }

    private static void addClass(Class<?> type, Map<String, byte[]> entries) {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream content = type.getClassLoader().getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalArgumentException(file);
            }
            entries.put(file, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
