package io.nephoscope.deploy;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has File Install scan when the kernel tells that a folder changed, so that it need not scan often by
 * itself: it takes a file once two scans find it the same. A listener of its own that changes wakes it.
 * Where the kernel does not tell, such as of changes that another host made, its own slow scans are left.
 */
@Component(service = {})
public final class ScanTrigger {

    private static final Logger LOG = LoggerFactory.getLogger(ScanTrigger.class);

    /** Until File Install, which the kernel tells as well, knows of what we know. */
    private static final Duration HEARSAY = Duration.ofMillis(10);
    /** How long a file stays as it is until it is taken. */
    private static final Duration SETTLED = Duration.ofMillis(250);
    /** The first sees the change, the second that it is over; one more, should the first have come too early. */
    private static final int SCANS = 3;

    private final List<Path> folders;
    private final Runnable scan;
    private final Thread thread = new Thread(this::run, "nephoscope-folders");

    @Activate
    public ScanTrigger(BundleContext context) {
        this(folders(context), scanBy(context));
    }

    /** @param scan has the folders scanned; also called once, when changes are known from then on */
    ScanTrigger(List<Path> folders, Runnable scan) {
        this.folders = folders;
        this.scan = scan;
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private static List<Path> folders(BundleContext context) {
        return List.of(
                Path.of(context.getProperty("nephoscope.etc")), Path.of(context.getProperty("nephoscope.deploy")));
    }

    /** The service goes with the bundle. File Install has no eye for one that is a mere {@code ArtifactListener}. */
    private static Runnable scanBy(BundleContext context) {
        ServiceRegistration<ArtifactUrlTransformer> listener = context.registerService(
                ArtifactUrlTransformer.class, new TakesNothing(), FrameworkUtil.asDictionary(Map.of("changed", 0L)));
        return () -> listener.setProperties(FrameworkUtil.asDictionary(Map.of("changed", System.nanoTime())));
    }

    private void run() {
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            for (Path folder : folders) {
                WatchKey unused =
                        Files.createDirectories(folder).register(changes, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            }
            scan.run();
            follow(changes);
        } catch (IOException e) {
            LOG.warn("Changes of {} are noticed late, for the system does not tell of them: {}", folders, e.toString());
        } catch (InterruptedException e) {
            LOG.debug("No longer follows {}", folders);
        }
    }

    private void follow(WatchService changes) throws InterruptedException {
        while (true) {
            WatchKey key = changes.take();
            key.pollEvents();
            key.reset();
            Thread.sleep(HEARSAY.toMillis());
            for (int scans = 0; scans < SCANS; scans++) {
                scan.run();
                Thread.sleep(SETTLED.toMillis());
            }
        }
    }

    private static final class TakesNothing implements ArtifactUrlTransformer {

        @Override
        public boolean canHandle(File artifact) {
            return false;
        }

        @Override
        public URL transform(URL artifact) {
            return artifact;
        }
    }
}
