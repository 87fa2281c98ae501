package io.nephoscope.deploy;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Of several versions of one plugin the highest is used. */
final class HighestVersions {

    private HighestVersions() {}

    /**
     * Chooses one jar for each symbolic name. Of equal versions the one in use stays; else the first by
     * name.
     *
     * @param inUse the files whose content is in use
     */
    static Map<String, PluginJar> of(Collection<PluginJar> jars, Set<Path> inUse) {
        Comparator<PluginJar> better = Comparator.comparing(PluginJar::version)
                .thenComparing(jar -> inUse.contains(jar.file()))
                .thenComparing(Comparator.comparing(PluginJar::file).reversed());
        return jars.stream().collect(toMap(PluginJar::bundle, jar -> jar, BinaryOperator.maxBy(better), TreeMap::new));
    }
}
