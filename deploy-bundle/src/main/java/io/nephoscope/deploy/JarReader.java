package io.nephoscope.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Takes copies of jars, checks that they are whole, and reads who they are. */
final class JarReader {

    private final Path copies;

    /** @param copies a folder for the copies; it exists */
    JarReader(Path copies) {
        this.copies = copies;
    }

    /**
     * Copies and reads a jar.
     *
     * @throws UnreadableJarException if it is no zip file, or only a part of one
     * @throws RefusedJarException if it is whole, but no plugin
     * @throws NoSuchFileException if it is gone
     */
    PluginJar read(Path file) throws IOException, RefusedJarException {
        checkEntries(file);
        Path copy = Files.createTempFile(copies, "plugin", ".jar");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            checkEntries(copy);
            return describe(file, copy);
        } catch (IOException | RefusedJarException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** Reads all of a jar: the table of its entries is its end, and says what each must hold. */
    private static void checkEntries(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                CheckedInputStream in = new CheckedInputStream(jar.getInputStream(entry), new CRC32());
                in.transferTo(OutputStream.nullOutputStream());
                if (in.getChecksum().getValue() != entry.getCrc()) {
                    throw new UnreadableJarException("damaged at " + entry.getName());
                }
            }
        } catch (ZipException e) {
            throw new UnreadableJarException("not a complete zip file (" + e.getMessage() + ")");
        }
    }

    private static PluginJar describe(Path file, Path copy) throws IOException, RefusedJarException {
        try (JarFile jar = new JarFile(copy.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
                throw new RefusedJarException("a fragment of another bundle, not a plugin of its own");
            }
            return new PluginJar(
                    file,
                    copy,
                    symbolicName(headers.getValue(Constants.BUNDLE_SYMBOLICNAME)),
                    version(headers.getValue(Constants.BUNDLE_VERSION)),
                    PollsterNames.in(headers.getValue(Constants.PROVIDE_CAPABILITY)));
        }
    }

    private static String symbolicName(@Nullable String header) throws RefusedJarException {
        String name = header == null ? "" : header.replaceFirst(";.*", "").strip();
        if (name.isEmpty()) {
            throw new RefusedJarException(
                    "not an OSGi bundle (no Bundle-SymbolicName); build it with bnd-maven-plugin");
        }
        return name;
    }

    private static Version version(@Nullable String header) throws RefusedJarException {
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw new RefusedJarException("Bundle-Version " + header + " is no OSGi version");
        }
    }
}
