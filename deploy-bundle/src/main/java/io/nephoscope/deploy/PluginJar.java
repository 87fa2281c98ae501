package io.nephoscope.deploy;

import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Version;

/**
 * A complete jar of the deploy folder that holds a plugin.
 *
 * @param file where it lies
 * @param copy a copy that nobody writes to; each version of the file has one of its own
 * @param bundle the bundle's symbolic name
 * @param version the bundle's version
 * @param pollsters the names of the pollsters that its manifest lists
 */
record PluginJar(Path file, Path copy, String bundle, Version version, List<String> pollsters) {

    PluginJar {
        pollsters = List.copyOf(pollsters);
    }

    String fileName() {
        return String.valueOf(file.getFileName());
    }
}
