package io.nephoscope.deploy;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.runtime.PluginInventory;
import io.nephoscope.api.runtime.dto.PluginDTO;
import io.nephoscope.deploy.JarIntake.Task;
import io.nephoscope.deploy.files.BoundedCalls;
import io.nephoscope.deploy.files.FileFollower;
import io.nephoscope.deploy.files.FileListener;
import io.nephoscope.deploy.files.Place;
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
import java.util.stream.Stream;
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
 * Makes plugins of the files of the deploy folder. All work is done by one thread, which outlives whatever fails; what may
 * hang, reading a file or running a plugin's code, is bounded.
 */
@Component(
        service = {PluginInventory.class, HealthReporter.class},
        immediate = true)
public final class PluginDeployer implements FileListener, PluginInventory, HealthReporter {

    private static final Logger LOG = LoggerFactory.getLogger(PluginDeployer.class);
    private static final String COMPONENTS_CHANGED = "(objectClass=" + ServiceComponentRuntime.class.getName() + ")";
    /** How long a plugin's start or stop may take. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** Between looks at what hangs or is left behind. */
    private static final Duration REVIEW = Duration.ofSeconds(5);

    private final BundleContext context;
    private final FileFollower follower;
    private final Place place;
    /** Discards what comes while the agent stops. */
    private final ScheduledThreadPoolExecutor worker =
            new ScheduledThreadPoolExecutor(1, PluginDeployer::thread, new ThreadPoolExecutor.DiscardPolicy());

    private final DeploymentLog log = new DeploymentLog();
    private final BoundedCalls reads = new BoundedCalls("nephoscope-jars", Duration.ofSeconds(5), () -> {});
    private final BoundedCalls starts = new BoundedCalls("nephoscope-plugin", Duration.ZERO, this::reviewSoon);
    private final PluginBundles bundles;
    private final Deployments deployments;
    private final JarIntake intake;
    private final FrameworkListener onStarted = this::reviewWhenStarted;
    private final ServiceListener onComponentsChanged = event -> reviewSoon();
    private volatile String failure = "";

    @Activate
    public PluginDeployer(
            BundleContext context, @Reference ServiceComponentRuntime components, @Reference FileFollower follower)
            throws IOException, InvalidSyntaxException, InterruptedException {
        this.context = context;
        this.follower = follower;
        Path folder = Path.of(context.getProperty("nephoscope.deploy"));
        this.place = Place.folder(folder, name -> !FileNames.isHidden(name), Place.UNREAD);
        this.bundles = new PluginBundles(context, new PluginComponents(components), starts, DEADLINE);
        this.deployments = new Deployments(bundles, Leftovers.inThisProcess(), log::record);
        Path copies = PrivateFolder.empty(Path.of(context.getProperty("nephoscope.plugins")));
        this.intake = new JarIntake(new JarReader(copies), reads, deployments, this::submitLater);
        Files.createDirectories(folder.toAbsolutePath());
        context.addFrameworkListener(onStarted);
        context.addServiceListener(onComponentsChanged, COMPONENTS_CHANGED);
        submitLater(REVIEW, this::reviewRegularly);
        follower.follow(place, this);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "nephoscope-deploy");
        thread.setDaemon(true);
        return thread;
    }

    /** What hangs is left to the end of the process. */
    @Deactivate
    void stop() throws InterruptedException {
        follower.forget(place);
        context.removeServiceListener(onComponentsChanged);
        context.removeFrameworkListener(onStarted);
        worker.shutdownNow();
        worker.awaitTermination(2, TimeUnit.SECONDS);
        reads.close();
        starts.close();
        bundles.close();
    }

    @Override
    public void changed(Path file, byte[] content, boolean settled) {
        submit(() -> intake.changed(file));
    }

    @Override
    public void refused(Path file, String problem) {
        submit(() -> intake.refused(file, "it " + problem));
    }

    @Override
    public void gone(Path file) {
        submit(() -> intake.gone(file));
    }

    @Override
    public List<PluginDTO> plugins() {
        return log.toDtos();
    }

    @Override
    public Collection<HealthReport> health() {
        Stream<HealthReport> own = failure.isEmpty()
                ? Stream.empty()
                : Stream.of(HealthReport.failed(
                        "plugins", "a change of the deploy folder failed: " + failure, "Touch the jar to try again"));
        return Stream.concat(own, log.health().stream()).toList();
    }

    private void reviewWhenStarted(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            reviewSoon();
        }
    }

    private void reviewSoon() {
        submit(deployments::review);
    }

    private void reviewRegularly() throws InterruptedException {
        try {
            if (deployments.isUnfinished()) {
                deployments.review();
            }
        } finally {
            submitLater(REVIEW, this::reviewRegularly);
        }
    }

    private void submit(Task task) {
        worker.execute(guarded(task));
    }

    private void submitLater(Duration delay, Task task) {
        ScheduledFuture<?> unused = worker.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The thread outlives whatever a task throws; the executor would swallow what is to end the process. Any plugin can
     * interrupt any thread: what was interrupted is done once more, unless the agent stops.
     */
    @SuppressWarnings("CatchingUnchecked")
    private Runnable guarded(Task task) {
        return () -> {
            try {
                task.run();
                failure = "";
            } catch (InterruptedException e) {
                submit(task);
            } catch (OutOfMemoryError e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            } catch (Throwable e) {
                failure = Reasons.of(e);
                LOG.error("The deploy folder could not be followed; touch the jar to try again", e);
            }
        };
    }
}
