package io.nephoscope.deploy;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the bundles follow the jars: each change of the folder gives a new choice of jars, and the
 * difference between the old choice and the new is carried out. Confined to one thread.
 */
final class Deployments implements JarListener {

    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final PluginBundles bundles;
    private final Consumer<List<Plugin>> listener;
    /** The whole jars. Where the file was overwritten by something that was refused, the version before. */
    private final Map<Path, PluginJar> jars = new TreeMap<>();
    /** Why the newest version of a file was refused. */
    private final Map<Path, String> refusals = new TreeMap<>();
    /** The jars in use, by symbolic name. */
    private final Map<String, PluginJar> deployed = new TreeMap<>();
    /** What became of those. */
    private final Map<String, Verdict> verdicts = new HashMap<>();

    /** @param listener is told of all plugins after each change */
    Deployments(PluginBundles bundles, Consumer<List<Plugin>> listener) {
        this.bundles = bundles;
        this.listener = listener;
    }

    @Override
    public void accept(PluginJar jar) throws InterruptedException {
        if (bundles.isOwn(jar.bundle())) {
            discard(Optional.of(jar));
            refuse(jar.file(), "it bears the name of the agent's own bundle " + jar.bundle());
            return;
        }
        refusals.remove(jar.file());
        Optional<PluginJar> replaced = Optional.ofNullable(jars.put(jar.file(), jar));
        apply();
        discard(replaced);
    }

    @Override
    public void refuse(Path file, String reason) {
        Optional<PluginJar> before = Optional.ofNullable(jars.get(file));
        refusals.put(
                file,
                before.map(jar -> reason + "; version " + jar.version() + " stays in use")
                        .orElse(reason));
        tell();
    }

    @Override
    public void remove(Path file) throws InterruptedException {
        refusals.remove(file);
        Optional<PluginJar> removed = Optional.ofNullable(jars.remove(file));
        apply();
        discard(removed);
    }

    /** Looks at the plugins anew, and starts those that waited for something that is there now. */
    void review() {
        verdicts.replaceAll((name, verdict) -> verdict.state() == Verdict.State.FAILED ? verdict : bundles.start(name));
        tell();
    }

    private void apply() throws InterruptedException {
        Set<Path> inUse = deployed.values().stream().map(PluginJar::file).collect(toSet());
        Map<String, PluginJar> chosen = Choice.of(jars.values(), inUse);
        Set<String> gone = new TreeSet<>(deployed.keySet());
        gone.removeAll(chosen.keySet());
        for (String name : gone) {
            uninstall(name);
        }
        for (PluginJar jar : chosen.values()) {
            if (!jar.equals(deployed.put(jar.bundle(), jar))) {
                verdicts.put(jar.bundle(), deploy(jar));
            }
        }
        review();
    }

    private Verdict deploy(PluginJar jar) throws InterruptedException {
        try {
            bundles.deploy(jar);
            return Verdict.STARTING;
        } catch (BundleException | IOException e) {
            LOG.debug("Cannot deploy {}", jar, e);
            return Verdict.failed("it cannot be installed: " + Reasons.of(e));
        }
    }

    private void uninstall(String name) throws InterruptedException {
        deployed.remove(name);
        verdicts.remove(name);
        try {
            bundles.uninstall(name);
        } catch (BundleException e) {
            LOG.warn("{} did not stop cleanly: {}", name, Reasons.of(e));
        }
    }

    private void tell() {
        Set<Path> files = new TreeSet<>(jars.keySet());
        files.addAll(refusals.keySet());
        listener.accept(files.stream().map(this::plugin).collect(toList()));
    }

    private Plugin plugin(Path file) {
        Optional<PluginJar> jar = Optional.ofNullable(jars.get(file));
        String refusal = refusals.get(file);
        return new Plugin(file, jar, refusal == null ? jar.map(this::verdict).orElseThrow() : Verdict.refused(refusal));
    }

    private Verdict verdict(PluginJar jar) {
        PluginJar used = deployed.getOrDefault(jar.bundle(), jar);
        return used.equals(jar)
                ? verdicts.getOrDefault(jar.bundle(), Verdict.ACTIVE)
                : Verdict.shadowed("version " + used.version() + " in " + used.fileName() + " is used");
    }

    private static void discard(Optional<PluginJar> jar) {
        try {
            if (jar.isPresent()) {
                Files.deleteIfExists(jar.get().copy());
            }
        } catch (IOException e) {
            LOG.debug("Cannot delete the copy of {}", jar, e);
        }
    }
}
