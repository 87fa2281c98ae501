package io.nephoscope.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One framework with the bundles of the distribution. */
final class AgentFramework {

    private static final Logger LOG = LoggerFactory.getLogger(AgentFramework.class);
    private static final Duration STOP_LIMIT = Duration.ofMillis(4500);

    private final Folders folders;
    private final ProcessFile processFile;
    private final Framework framework;
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private volatile boolean started;

    private AgentFramework(Folders folders, ProcessFile processFile, Framework framework) {
        this.folders = folders;
        this.processFile = processFile;
        this.framework = framework;
    }

    /** An agent that is not started yet, but has its folder to itself. */
    static AgentFramework create(Folders folders, Map<String, String> properties)
            throws IOException, AlreadyRunningException {
        folders.create();
        ProcessFile processFile = ProcessFile.write(folders.pidFile());
        processFile.leftBy().ifPresent(AgentFramework::tellOfUncleanEnd);
        Files.deleteIfExists(folders.readyFile());
        return new AgentFramework(folders, processFile, new FrameworkFactory().newFramework(properties));
    }

    /**
     * Starts all bundles. When this returns, each has been started or has said why not.
     *
     * @return whether the agent is ready; false if a bundle stopped the framework meanwhile
     */
    boolean start() throws IOException, BundleException, InterruptedException {
        framework.init();
        BundleContext context = framework.getBundleContext();
        context.addFrameworkListener(this::hear);
        // The framework tells only synchronous listeners that it stops.
        context.addBundleListener((SynchronousBundleListener) this::hear);
        new SystemBundles(folders.system()).install(context);
        framework.start();
        startEnded.await();
        if (started) {
            Files.writeString(folders.readyFile(), Instant.now() + "\n");
        }
        return started;
    }

    private static void tellOfUncleanEnd(String pid) {
        LOG.warn(
                "The agent before this one (process {}) ended without stopping: it was killed, ran out of memory, or a"
                        + " plugin called Runtime.halt; what it had not delivered is sent now, unless its journal was in memory",
                pid);
    }

    private void hear(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            started = true;
            startEnded.countDown();
        } else if (event.getType() == FrameworkEvent.ERROR && isNews(event)) {
            LOG.error("{} failed; the agent goes on without it", event.getBundle(), event.getThrowable());
        }
    }

    private void hear(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle() == framework) {
            startEnded.countDown();
        }
    }

    /** Of plugins, and of services that are not to be had, those speak who deal with them. */
    private static boolean isNews(FrameworkEvent event) {
        return ProcessEnd.isOutOfMemory(event.getThrowable())
                || (SystemBundles.contain(event.getBundle()) && !(event.getThrowable() instanceof ServiceException));
    }

    Framework framework() {
        return framework;
    }

    /** The bundles that are installed now; none before the start. Safe from any thread. */
    Collection<Bundle> bundles() {
        BundleContext context = framework.getBundleContext();
        return context == null ? List.of() : List.of(context.getBundles());
    }

    /** Waits until the framework is stopped, by whomever. A plugin that interrupts this thread does not end the agent. */
    void awaitStop() {
        boolean told = false;
        while (true) {
            try {
                framework.waitForStop(0);
                return;
            } catch (InterruptedException e) {
                if (!told) {
                    LOG.warn("Something interrupted the main thread, perhaps a plugin; the agent goes on");
                }
                told = true;
            }
        }
    }

    /** Stops all bundles, the last started first, and gives up waiting after a few seconds. */
    void stop() throws IOException, InterruptedException {
        try {
            framework.stop();
            FrameworkEvent event = framework.waitForStop(STOP_LIMIT.toMillis());
            if (event.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                LOG.warn("Some bundles did not stop within {}; the process ends all the same", STOP_LIMIT);
            }
        } catch (BundleException e) {
            LOG.warn("The framework did not stop cleanly; the process ends all the same", e);
        } finally {
            Files.deleteIfExists(folders.readyFile());
            processFile.close();
        }
    }
}
