package io.nephoscope.deploy;

import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all of a jar before anybody else unpacks it: whether it is whole, bounded, and stays within itself. */
final class JarContent {

    /** The agent's API: a plugin that brings classes of it of its own offers services that nobody recognizes. */
    private static final String API = "io/nephoscope/api/";

    private static final String CLASS = ".class";
    private static final Logger LOG = LoggerFactory.getLogger(JarContent.class);

    private final Limits limits;

    /**
     * What a jar may hold.
     *
     * @param entries how many entries
     * @param unpacked how many bytes all of them together
     * @param manifest how many bytes its manifest
     */
    record Limits(int entries, long unpacked, long manifest) {

        static final Limits DEFAULT = new Limits(65_535, 512L << 20, 1L << 20);
    }

    JarContent(Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads each entry: the table of them is the jar's end, and says what each must hold.
     *
     * @throws UnreadableJarException if it is no zip file, or only a part of one
     * @throws RefusedJarException if it is whole, but must not be unpacked
     */
    void check(Path file) throws IOException, RefusedJarException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            if (jar.size() > limits.entries()) {
                throw new RefusedJarException("it has more than " + limits.entries() + " entries");
            }
            Set<String> names = new HashSet<>();
            long left = limits.unpacked();
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                checkName(entry, names);
                left -= read(jar, entry, left);
            }
        } catch (ZipException e) {
            throw new UnreadableJarException("not a complete zip file (" + OneLine.of(e.getMessage()) + ")");
        } catch (IllegalArgumentException e) {
            throw new RefusedJarException("it has an entry whose name is no text");
        }
    }

    private static void checkName(JarEntry entry, Set<String> names) throws RefusedJarException {
        String name = entry.getName();
        if (leadsOut(name)) {
            throw new RefusedJarException("its entry " + OneLine.of(name, 200) + " leads out of the archive");
        }
        if (!names.add(isManifest(name) ? JarFile.MANIFEST_NAME : name)) {
            throw new RefusedJarException("its entry " + OneLine.of(name, 200) + " is there twice");
        }
        if (name.startsWith(API) && name.endsWith(CLASS)) {
            throw new RefusedJarException("it holds a copy of the agent's API (" + OneLine.of(name, 200)
                    + "), whose services nobody would see; leave that to Import-Package");
        }
    }

    private static boolean leadsOut(String name) {
        return name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || Arrays.asList(name.split("/", -1)).contains("..");
    }

    private static boolean isManifest(String name) {
        return name.toUpperCase(Locale.ROOT).equals(JarFile.MANIFEST_NAME);
    }

    private long read(JarFile jar, JarEntry entry, long left) throws IOException, RefusedJarException {
        long limit = isManifest(entry.getName()) ? Math.min(left, limits.manifest()) : left;
        CRC32 checksum = new CRC32();
        long length = 0;
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] buffer = new byte[1 << 14];
            for (int part = in.read(buffer); part > 0; part = in.read(buffer)) {
                length += part;
                if (length > limit) {
                    throw new RefusedJarException(
                            limit < left
                                    ? "its manifest is larger than " + limits.manifest() + " bytes"
                                    : "unpacked it is larger than " + limits.unpacked() + " bytes");
                }
                checksum.update(buffer, 0, part);
            }
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new UnreadableJarException("damaged at " + OneLine.of(entry.getName(), 200));
        }
        return length;
    }

    /** The names of the classes that a jar holds; none if it cannot be read any more. */
    static Set<String> types(Path file) {
        Set<String> types = new HashSet<>();
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.endsWith(CLASS)) {
                    types.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
                }
            }
        } catch (IOException e) {
            LOG.debug("The classes of {} are not known", file, e);
        }
        return types;
    }
}
