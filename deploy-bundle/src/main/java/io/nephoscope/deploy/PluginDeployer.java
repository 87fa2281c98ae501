package io.nephoscope.deploy;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.runtime.PluginInventory;
import io.nephoscope.api.runtime.dto.PluginDTO;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes all jars that File Install sees out of its hands: what it does with jars that are broken,
 * incomplete or named as another is silent or wrong. All work is done in one thread.
 */
@Component(
        service = {ArtifactInstaller.class, PluginInventory.class, HealthReporter.class},
        property = "service.ranking:Integer=1000")
public final class PluginDeployer implements ArtifactInstaller, PluginInventory, HealthReporter {

    private static final Logger LOG = LoggerFactory.getLogger(PluginDeployer.class);
    private static final String COMPONENTS_CHANGED = "(objectClass=" + ServiceComponentRuntime.class.getName() + ")";

    private final BundleContext context;
    /** Discards what comes while the agent stops. */
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(
            1, task -> new Thread(task, "nephoscope-deploy"), new ThreadPoolExecutor.DiscardPolicy());

    private final Journal journal = new Journal();
    private final Inbox inbox;
    private final FrameworkListener onStarted;
    private final ServiceListener onComponentsChanged;

    @Activate
    public PluginDeployer(BundleContext context, @Reference ServiceComponentRuntime components)
            throws IOException, InvalidSyntaxException {
        this.context = context;
        PluginBundles bundles = new PluginBundles(context, new PluginComponents(components));
        Deployments deployments = new Deployments(bundles, journal::record);
        Path copies = emptyFolder(Path.of(context.getProperty("nephoscope.var")).resolve("plugins"));
        this.inbox = new Inbox(new JarReader(copies), deployments, this::submitLater);
        this.onStarted = event -> reviewWhenStarted(event, deployments);
        this.onComponentsChanged = event -> submit(deployments::review);
        context.addFrameworkListener(onStarted);
        context.addServiceListener(onComponentsChanged, COMPONENTS_CHANGED);
    }

    @Deactivate
    void stop() throws InterruptedException {
        context.removeServiceListener(onComponentsChanged);
        context.removeFrameworkListener(onStarted);
        worker.shutdownNow();
        worker.awaitTermination(2, TimeUnit.SECONDS);
    }

    @Override
    public boolean canHandle(File artifact) {
        return artifact.getName().endsWith(".jar");
    }

    @Override
    public void install(File artifact) {
        submit(() -> inbox.changed(artifact.toPath()));
    }

    @Override
    public void update(File artifact) {
        submit(() -> inbox.changed(artifact.toPath()));
    }

    @Override
    public void uninstall(File artifact) {
        submit(() -> inbox.gone(artifact.toPath()));
    }

    @Override
    public List<PluginDTO> plugins() {
        return journal.toDtos();
    }

    @Override
    public Collection<HealthReport> health() {
        return journal.health();
    }

    private void reviewWhenStarted(FrameworkEvent event, Deployments deployments) {
        if (event.getType() == FrameworkEvent.STARTED) {
            submit(deployments::review);
        }
    }

    private void submit(Runnable task) {
        worker.execute(guarded(task));
    }

    private void submitLater(Duration delay, Runnable task) {
        ScheduledFuture<?> unused = worker.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("The deploy folder could not be followed; touch the jar to try again", e);
            }
        };
    }

    /** Copies of an earlier run serve nobody. */
    private static Path emptyFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        return folder;
    }
}
