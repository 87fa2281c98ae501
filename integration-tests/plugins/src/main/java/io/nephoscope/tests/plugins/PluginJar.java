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
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * A plugin of one pollster, as a build would make it, or as no build should.
 *
 * @param headers the manifest
 * @param entries the files
 */
public record PluginJar(Map<String, String> headers, Map<String, byte[]> entries) {

    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                <property name="pollster.name" value="%1$s"/>
                <property name="pollster.namespace">compute
                central</property>
                <service><provide interface="io.nephoscope.api.pollster.Pollster"/></service>
                <implementation class="%2$s"/>
            </scr:component>
            """;
    private static final String REQUIRE_SCR =
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"";

    /** Version 1.0.0 of a plugin that is named as its pollster. */
    public static PluginJar of(String pollster, Class<? extends Pollster> type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", pollster);
        headers.put("Bundle-Version", "1.0.0");
        headers.put("Import-Package", imports("[1.0,2)"));
        headers.put("Require-Capability", REQUIRE_SCR);
        headers.put(
                "Provide-Capability",
                "nephoscope.pollster;name=\"" + pollster + "\";namespace:List<String>=\"compute,central\"");
        headers.put("Service-Component", "OSGI-INF/pollster.xml");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("OSGI-INF/pollster.xml", utf8(COMPONENT.formatted(pollster, type.getName())));
        addClass(type, entries);
        for (Class<?> inner : type.getDeclaredClasses()) {
            addClass(inner, entries);
        }
        return new PluginJar(headers, entries);
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
        return "io.nephoscope.api.pollster;version=\"" + versions + "\",io.nephoscope.api.cycle;version=\"" + versions
                + "\",io.nephoscope.api.sample;version=\"" + versions + "\"";
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
