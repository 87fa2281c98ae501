package io.nephoscope.deploy;

import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Version;

/**
 * A complete jar of the deploy folder that holds a plugin.
 *
 * @param file where it lies
 * @param copy a copy that nobody writes to; each version of the file has one of its own
 * @param digest of its content
 * @param bundle the bundle's symbolic name
 * @param version the bundle's version
 * @param pollsters the names of the pollsters that its manifest lists
 * @param exports the packages that it exports
 * @param hasActivator whether it registers services by itself, perhaps later
 */
record PluginJar(
        Path file,
        Path copy,
        String digest,
        String bundle,
        Version version,
        List<String> pollsters,
        List<String> exports,
        boolean hasActivator) {

    PluginJar {
        pollsters = List.copyOf(pollsters);
        exports = List.copyOf(exports);
    }

    String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** Symbolic name and version. */
    String identity() {
        return bundle + " " + version;
    }

    boolean holdsTheSameAs(PluginJar other) {
        return file.equals(other.file) && digest.equals(other.digest);
    }
}
