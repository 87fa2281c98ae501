package io.nephoscope.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes bundles of a manifest and some classes of the tests. */
final class JarBuilder {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    private JarBuilder() {
        header("Manifest-Version", "1.0");
    }

    static JarBuilder empty() {
        return new JarBuilder();
    }

    static JarBuilder bundle(String symbolicName, String version) {
        return empty().header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version);
    }

    JarBuilder header(String name, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(name), value);
        return this;
    }

    /** A component of a class of the tests, which is put into the bundle. */
    JarBuilder component(Class<?> type, String children) {
        return component(type, children, type.getSimpleName());
    }

    /** A component with a configuration. */
    JarBuilder component(Class<?> type, String children, String pid) {
        entries.put("OSGI-INF/component.xml", """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s" immediate="true" activate="activate" configuration-pid="%s">
                    %s<implementation class="%s"/>
                </scr:component>
                """.formatted(type.getSimpleName(), pid, children, type.getName())
                .getBytes(StandardCharsets.UTF_8));
        return header("Service-Component", "OSGI-INF/component.xml").type(type);
    }

    JarBuilder type(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream content = JarBuilder.class.getResourceAsStream("/" + name)) {
            entries.put(name, content.readAllBytes());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has all classes look as if they were compiled for another Java. */
    JarBuilder classFileVersion(int version) {
        entries.forEach((name, content) -> {
            if (name.endsWith(".class")) {
                content[7] = (byte) version;
            }
        });
        return this;
    }

    /** An entry of any name and content. */
    JarBuilder entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    byte[] bytes() {
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

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
