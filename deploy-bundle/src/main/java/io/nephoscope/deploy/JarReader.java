package io.nephoscope.deploy;

import io.nephoscope.deploy.files.FileStamp;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes copies of jars, checks that they are whole and harmless to unpack, and reads who they are. */
final class JarReader {

    private static final Logger LOG = LoggerFactory.getLogger(JarReader.class);

    private static final long MAX_SIZE = 256L << 20;
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
    private static final int MAX_NAME = 200;

    private final Path copies;
    private final JarContent content;

    /** @param copies a folder for the copies; it exists */
    JarReader(Path copies) {
        this(copies, JarContent.Limits.DEFAULT);
    }

    JarReader(Path copies, JarContent.Limits limits) {
        this.copies = copies;
        this.content = new JarContent(limits);
    }

    /**
     * Copies and reads a jar.
     *
     * @throws UnreadableJarException if it is no zip file, or only a part of one
     * @throws RefusedJarException if it is whole, but no plugin
     * @throws IgnoredFileException if it is no jar at all
     * @throws NoSuchFileException if it is gone
     */
    PluginJar read(Path file) throws IOException, RefusedJarException, IgnoredFileException {
        checkKind(file);
        Path copy = Files.createTempFile(copies, "plugin", ".jar");
        try {
            String digest = copy(file, copy);
            content.check(copy);
            return describe(file, copy, digest);
        } catch (IOException | RefusedJarException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static void checkKind(Path file) throws IOException, RefusedJarException, IgnoredFileException {
        String name = file.getFileName().toString();
        FileStamp stamp = FileStamp.of(file);
        if (stamp.kind() == FileStamp.Kind.FOLDER) {
            throw new IgnoredFileException("it is a folder; only jars that lie in the deploy folder itself are taken");
        }
        if (!FileNames.isJar(name)) {
            throw new IgnoredFileException(FileNames.ignored(name));
        }
        if (stamp.kind() != FileStamp.Kind.REGULAR) {
            throw new RefusedJarException("it is a FIFO, a device or a socket, not a regular file");
        }
        if (stamp.size() > MAX_SIZE) {
            throw new RefusedJarException("it is larger than " + (MAX_SIZE >> 20) + " MiB");
        }
    }

    /** Never copies more than a jar may be, whatever the file becomes meanwhile. */
    private static String copy(Path file, Path copy) throws IOException, RefusedJarException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), digest)) {
            byte[] buffer = new byte[1 << 16];
            long left = MAX_SIZE;
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                left -= length;
                if (left < 0) {
                    throw new RefusedJarException("it is larger than " + (MAX_SIZE >> 20) + " MiB");
                }
                out.write(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static PluginJar describe(Path file, Path copy, String digest) throws IOException, RefusedJarException {
        Attributes headers = headers(copy);
        if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new RefusedJarException("a fragment of another bundle, not a plugin of its own");
        }
        PluginJar jar = new PluginJar(
                file,
                copy,
                digest,
                symbolicName(headers.getValue(Constants.BUNDLE_SYMBOLICNAME)),
                version(headers.getValue(Constants.BUNDLE_VERSION)),
                ManifestHeaders.pollsters(headers.getValue(Constants.PROVIDE_CAPABILITY)),
                ManifestHeaders.packages(headers.getValue(Constants.EXPORT_PACKAGE)),
                headers.getValue(Constants.BUNDLE_ACTIVATOR) != null);
        if (headers.getValue(Constants.DYNAMICIMPORT_PACKAGE) != null) {
            LOG.warn(
                    "Plugin {} may load classes of other plugins, whichever are there, by its DynamicImport-Package;"
                            + " it is safer to list packages in Import-Package",
                    OneLine.of(jar.fileName()));
        }
        return jar;
    }

    private static Attributes headers(Path copy) throws IOException, RefusedJarException {
        try (JarFile jar = new JarFile(copy.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (ZipException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedJarException("its manifest is broken: " + Reasons.of(e));
        }
    }

    private static String symbolicName(@Nullable String header) throws RefusedJarException {
        String name = header == null ? "" : header.replaceFirst("(?s);.*", "").strip();
        if (name.isEmpty()) {
            throw new RefusedJarException(
                    "not an OSGi bundle (no Bundle-SymbolicName); build it with bnd-maven-plugin");
        }
        if (name.length() > MAX_NAME || !SYMBOLIC_NAME.matcher(name).matches()) {
            throw new RefusedJarException("Bundle-SymbolicName " + OneLine.of(name, MAX_NAME) + " is no symbolic name");
        }
        return name;
    }

    private static Version version(@Nullable String header) throws RefusedJarException {
        try {
            Version version = Version.parseVersion(header);
            if (version.toString().length() <= MAX_NAME) {
                return version;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("No version", e);
        }
        throw new RefusedJarException("Bundle-Version " + OneLine.of(header, MAX_NAME) + " is no OSGi version");
    }
}
