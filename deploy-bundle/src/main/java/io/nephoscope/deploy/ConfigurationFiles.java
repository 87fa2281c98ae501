package io.nephoscope.deploy;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.deploy.files.BoundedCalls;
import io.nephoscope.deploy.files.FileFollower;
import io.nephoscope.deploy.files.FileListener;
import io.nephoscope.deploy.files.OverdueException;
import io.nephoscope.deploy.files.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the {@code *.cfg} files of {@code etc/} and has File Install make configurations of them once they are whole and
 * sound. A file that cannot be taken leaves what it said before in force, and is told by log and health.
 */
@Component(service = HealthReporter.class, immediate = true)
public final class ConfigurationFiles implements HealthReporter, FileListener {

    private static final String SUFFIX = ".cfg";
    private static final long LIMIT = 1L << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFiles.class);

    private final ArtifactInstaller installer;
    private final FileFollower follower;
    private final Place place;
    /** File Install reads the file once more, which may hang. */
    private final BoundedCalls calls = new BoundedCalls("nephoscope-configuration", Duration.ZERO, () -> {});
    /** Why files are not in force as they are. */
    private final Map<Path, String> problems = new ConcurrentSkipListMap<>();
    /** What File Install was told of, and what is kept from it by its name alone. Of the follower's thread. */
    private final Set<Path> installed = new TreeSet<>();

    private final Map<Path, byte[]> setAside = new TreeMap<>();

    /** @param installer File Install's own, which is the only one to listen to configurations, too */
    @Activate
    public ConfigurationFiles(
            @Reference(target = "(objectClass=org.osgi.service.cm.ConfigurationListener)") ArtifactInstaller installer,
            @Reference FileFollower follower,
            BundleContext context)
            throws IOException, InterruptedException {
        this(installer, follower, Path.of(context.getProperty("nephoscope.etc")));
    }

    ConfigurationFiles(ArtifactInstaller installer, FileFollower follower, Path folder)
            throws IOException, InterruptedException {
        this.installer = installer;
        this.follower = follower;
        this.place = Place.folder(folder, name -> name.endsWith(SUFFIX) && !FileNames.isHidden(name), LIMIT);
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
        }
        follower.follow(place, this);
    }

    @Deactivate
    void stop() {
        follower.forget(place);
        calls.close();
    }

    @Override
    public void changed(Path file, byte[] content, boolean settled) throws IOException {
        try {
            PropertiesText.check(Utf8.decode(content));
            Optional<String> objection = objection(file);
            if (objection.isPresent()) {
                setAside.put(file, content);
                refused(file, "is refused, " + objection.get());
                return;
            }
            setAside.remove(file);
            installed.add(file);
            install(file, () -> {
                installer.install(file.toFile());
                return null;
            });
            if (problems.remove(file) != null) {
                LOG.info("{} is in force", file);
            }
        } catch (RefusedTextException e) {
            if (settled) {
                refused(file, "is refused, " + e.getMessage());
            }
        }
    }

    /** Why a file cannot be taken beside the others. */
    private Optional<String> objection(Path file) {
        ConfigurationName name = ConfigurationName.of(file);
        if (name.isCopyOfOwn()) {
            return Optional.of("for there is only one configuration " + name.pid() + ": write " + name.pid() + SUFFIX
                    + ", and keep copies elsewhere");
        }
        return installed.stream()
                .filter(other -> name.excludes(ConfigurationName.of(other)))
                .findFirst()
                .map(other -> "for " + other.getFileName() + " is in force: of " + name.pid()
                        + " there is either one configuration or several with names; remove one of the files");
    }

    private void install(Path file, Callable<Void> task) throws IOException {
        try {
            calls.call(() -> file, () -> "making a configuration of " + file, DEADLINE, task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OverdueException e) {
            refused(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("File Install does not take it", e);
        }
    }

    @Override
    public void refused(Path file, String problem) {
        if (!problem.equals(problems.put(file, problem))) {
            LOG.error("{} {}; what it said before stays in force", file, problem);
        }
    }

    @Override
    public void gone(Path file) throws IOException {
        problems.remove(file);
        if (setAside.remove(file) != null && !installed.contains(file)) {
            return;
        }
        install(file, () -> {
            installer.uninstall(file.toFile());
            return null;
        });
        installed.remove(file);
        for (Map.Entry<Path, byte[]> other : List.copyOf(setAside.entrySet())) {
            changed(other.getKey(), other.getValue(), true);
        }
    }

    @Override
    public Collection<HealthReport> health() {
        return problems.entrySet().stream()
                .map(entry -> HealthReport.failed(
                        entry.getKey().toString(),
                        "it " + entry.getValue() + "; what it said before stays in force",
                        "mend the file; it is read at once"))
                .toList();
    }
}
