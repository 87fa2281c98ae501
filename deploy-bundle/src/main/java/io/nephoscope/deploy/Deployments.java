package io.nephoscope.deploy;

import static java.util.stream.Collectors.toSet;

import io.nephoscope.deploy.files.OverdueException;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the bundles follow the jars: each change of the folder gives a new choice of jars, and the difference between the
 * old choice and the new is carried out. What hangs is carried out later, when {@link #review} finds that it returned.
 * What was interrupted can be done once more: it goes on where it was. Confined to one thread.
 */
final class Deployments implements JarListener {

    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final PluginBundles bundles;
    private final Leftovers leftovers;
    private final Consumer<List<Plugin>> listener;
    /** The whole jars. Where the file was overwritten by something that was refused, the version before. */
    private final Map<Path, PluginJar> jars = new TreeMap<>();
    /** Why the newest version of a file was refused or ignored. */
    private final Map<Path, PluginStatus> refusals = new TreeMap<>();
    /** The jars in use, by symbolic name. */
    private final Map<String, PluginJar> deployed = new TreeMap<>();
    /** What became of those. */
    private final Map<String, PluginStatus> statuses = new HashMap<>();
    /** Those that failed as a whole, not by a component: they are not tried again before their jar changes. */
    private final Set<String> broken = new HashSet<>();
    /** Those whose predecessor has yet to be stopped. */
    private final Set<String> pending = new TreeSet<>();
    /** The jars whose bundles have yet to go, by symbolic name. */
    private final Map<String, PluginJar> leaving = new TreeMap<>();

    /** @param listener is told of all plugins after each change */
    Deployments(PluginBundles bundles, Leftovers leftovers, Consumer<List<Plugin>> listener) {
        this.bundles = bundles;
        this.leftovers = leftovers;
        this.listener = listener;
    }

    @Override
    public void accept(PluginJar jar) throws InterruptedException {
        Optional<String> refusal = refusal(jar);
        if (refusal.isPresent()) {
            discard(jar);
            refuse(jar.file(), refusal.get());
            return;
        }
        refusals.remove(jar.file());
        PluginJar known = jars.get(jar.file());
        if (known != null && known.holdsTheSameAs(jar) && !broken.contains(jar.bundle())) {
            discard(jar);
            apply();
            return;
        }
        jars.put(jar.file(), jar);
        apply();
        discard(known);
    }

    private Optional<String> refusal(PluginJar jar) {
        if (bundles.isOwn(jar.bundle())) {
            return Optional.of("it bears the name of the agent's own bundle " + jar.bundle());
        }
        return bundles.ownExport(jar.exports())
                .map(name -> "it exports " + name + ", which the agent itself exports; leave that to Import-Package");
    }

    @Override
    public void refuse(Path file, String reason) {
        PluginJar before = jars.get(file);
        refusals.put(
                file,
                PluginStatus.refused(
                        before == null ? reason : reason + "; version " + before.version() + " stays in use"));
        tell();
    }

    @Override
    public void ignore(Path file, String reason) {
        refusals.put(file, PluginStatus.ignored(reason));
        tell();
    }

    @Override
    public void remove(Path file) throws InterruptedException {
        refusals.remove(file);
        PluginJar removed = jars.remove(file);
        apply();
        discard(removed);
    }

    /** Carries out what hung before, starts those that waited for something that is there now, and looks at all anew. */
    void review() throws InterruptedException {
        for (Map.Entry<String, PluginJar> each : Map.copyOf(leaving).entrySet()) {
            if (bundles.overdue(each.getKey()).isEmpty()) {
                leaving.remove(each.getKey());
                uninstall(each.getValue());
            }
        }
        for (PluginJar jar : List.copyOf(deployed.values())) {
            if (pending.contains(jar.bundle()) && bundles.overdue(jar.bundle()).isEmpty()) {
                replace(jar);
            }
            if (!pending.contains(jar.bundle()) && !broken.contains(jar.bundle())) {
                statuses.put(jar.bundle(), start(jar));
            }
        }
        tell();
    }

    /** Whether something is to be looked at again soon though nothing changes. */
    boolean isUnfinished() {
        return !leftovers.isEmpty() || !leaving.isEmpty() || !pending.isEmpty();
    }

    private void apply() throws InterruptedException {
        Set<Path> inUse = deployed.values().stream().map(PluginJar::file).collect(toSet());
        Map<String, PluginJar> chosen = HighestVersions.of(jars.values(), inUse);
        for (PluginJar jar : List.copyOf(deployed.values())) {
            if (!chosen.containsKey(jar.bundle())) {
                forget(jar.bundle());
                uninstall(jar);
            }
        }
        for (PluginJar jar : chosen.values()) {
            PluginJar before = deployed.put(jar.bundle(), jar);
            if (!jar.equals(before)) {
                broken.remove(jar.bundle());
                leave(jar.bundle(), before);
                replace(jar);
            }
        }
        review();
    }

    private void forget(String name) {
        deployed.remove(name);
        statuses.remove(name);
        broken.remove(name);
        pending.remove(name);
    }

    /** The version before is the one that is left, also if it was removed a while ago and still hangs. */
    private void leave(String name, @Nullable PluginJar before) {
        if (before != null && !pending.contains(name)) {
            leaving.putIfAbsent(name, before);
        }
    }

    /** Puts a jar in the place of whatever version of it is there. */
    private void replace(PluginJar jar) throws InterruptedException {
        String name = jar.bundle();
        PluginJar before = leaving.remove(name);
        try {
            Optional<Bundle> gone = bundles.isThere(name) ? stop(before == null ? jar : before) : Optional.empty();
            pending.remove(name);
            install(jar);
            if (gone.isPresent()) {
                bundles.refresh(gone.get());
            }
        } catch (OverdueException e) {
            postpone(name, before);
            statuses.put(
                    name, PluginStatus.failed("the version before hangs, so this one cannot start: " + e.getMessage()));
        } catch (InterruptedException e) {
            postpone(name, before);
            throw e;
        }
    }

    private void postpone(String name, @Nullable PluginJar before) {
        pending.add(name);
        if (before != null) {
            leaving.put(name, before);
        }
    }

    private void install(PluginJar jar) {
        try {
            bundles.install(jar);
            statuses.put(jar.bundle(), PluginStatus.STARTING);
        } catch (RefusedJarException e) {
            broken.add(jar.bundle());
            statuses.put(jar.bundle(), PluginStatus.refused(String.valueOf(e.getMessage())));
        } catch (BundleException | IOException | RuntimeException e) {
            LOG.debug("Cannot deploy {}", jar, e);
            broken.add(jar.bundle());
            statuses.put(jar.bundle(), PluginStatus.failed("it cannot be installed: " + Reasons.of(e)));
        }
    }

    /** Stops and uninstalls the bundle of a jar. */
    private Optional<Bundle> stop(PluginJar jar) throws OverdueException, InterruptedException {
        ClassLoader loader = Leftovers.loader(bundles.find(jar.bundle()));
        try {
            bundles.stop(jar.bundle());
        } catch (BundleException e) {
            LOG.warn("{} did not stop cleanly: {}", jar.bundle(), Reasons.of(e));
        }
        leftovers.watch(jar, JarContent.types(jar.copy()), loader, type -> bundles.isRunByAnother(type, jar.bundle()));
        try {
            return bundles.uninstall(jar.bundle());
        } catch (BundleException e) {
            LOG.warn("{} is not uninstalled: {}", jar.bundle(), Reasons.of(e));
            return Optional.empty();
        }
    }

    private void uninstall(PluginJar jar) throws InterruptedException {
        try {
            Optional<Bundle> gone = stop(jar);
            if (gone.isPresent()) {
                bundles.refresh(gone.get());
            }
        } catch (OverdueException e) {
            leaving.put(jar.bundle(), jar);
        } catch (InterruptedException e) {
            leaving.put(jar.bundle(), jar);
            throw e;
        }
    }

    private PluginStatus start(PluginJar jar) throws InterruptedException {
        Optional<String> overdue = bundles.overdue(jar.bundle());
        if (overdue.isPresent()) {
            return PluginStatus.failed(overdue.get());
        }
        try {
            return bundles.start(jar);
        } catch (OverdueException e) {
            return PluginStatus.failed(String.valueOf(e.getMessage()));
        } catch (BundleException | RuntimeException e) {
            LOG.debug("Cannot start {}", jar, e);
            broken.add(jar.bundle());
            return PluginStatus.failed("it does not start: " + Reasons.of(e));
        }
    }

    private void tell() {
        Set<Path> files = new TreeSet<>(jars.keySet());
        files.addAll(refusals.keySet());
        List<Plugin> plugins = new ArrayList<>();
        files.forEach(file -> plugins.add(plugin(file)));
        leaving.forEach((name, jar) ->
                bundles.overdue(name).ifPresent(sentence -> plugins.add(Leftovers.plugin(jar.file(), jar, sentence))));
        plugins.addAll(leftovers.look());
        listener.accept(plugins);
    }

    private Plugin plugin(Path file) {
        Optional<PluginJar> jar = Optional.ofNullable(jars.get(file));
        PluginStatus refusal = refusals.get(file);
        return new Plugin(file, jar, refusal == null ? jar.map(this::status).orElseThrow() : refusal);
    }

    private PluginStatus status(PluginJar jar) {
        PluginJar used = deployed.getOrDefault(jar.bundle(), jar);
        return used.equals(jar)
                ? statuses.getOrDefault(jar.bundle(), PluginStatus.ACTIVE)
                : PluginStatus.shadowed(
                        "version " + used.version() + " in " + OneLine.of(used.fileName()) + " is used");
    }

    private static void discard(@Nullable PluginJar jar) {
        try {
            if (jar != null) {
                Files.deleteIfExists(jar.copy());
            }
        } catch (IOException e) {
            LOG.debug("Cannot delete the copy of {}", jar, e);
        }
    }
}
