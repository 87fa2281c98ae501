package io.nephoscope.core.agent;

import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Follows the core's own configurations. Declarative Services would bring them on the one thread on which plugins are
 * told of theirs, and a plugin that hangs there would keep every later change of polling.yaml from the core.
 *
 * <p>Whoever writes a configuration only leaves a mark here, on his own thread. One thread of this class reads what is
 * written by then and tells it, one change after the other; nothing is told under a lock.
 */
@Component(service = ConfigurationFollower.class)
public final class ConfigurationFollower implements SynchronousConfigurationListener {

    private static final Backoff BACKOFF = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final ConfigurationAdmin admin;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final Semaphore marks = new Semaphore(0);
    private final LoopThread thread;
    private final ServiceRegistration<SynchronousConfigurationListener> registration;

    /** Who is told, and what was told last; of that only the thread of this class knows after the start. */
    private static final class Followed {

        final Consumer<Map<String, Object>> listener;
        Map<String, Object> told;

        Followed(Consumer<Map<String, Object>> listener, Map<String, Object> told) {
            this.listener = listener;
            this.told = told;
        }
    }

    /** Listens before it is asked for anything, so that no change falls between the first reading and the next. */
    @Activate
    public ConfigurationFollower(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.admin = admin;
        this.thread = LoopThread.start("nephoscope-settings", BACKOFF, this::look, LoopThread.Listener.NONE);
        this.registration = context.registerService(SynchronousConfigurationListener.class, this, null);
    }

    @Deactivate
    void stop() {
        registration.unregister();
        thread.close();
    }

    /** Runs on the thread of whoever wrote it. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (followed.containsKey(event.getPid())) {
            marks.release();
        }
    }

    /** What a configuration holds now; empty if there is none. */
    Map<String, Object> read(String pid) {
        try {
            Configuration @Nullable [] found = admin.listConfigurations("(" + Constants.SERVICE_PID + "=" + pid + ")");
            return found == null ? Map.of() : properties(found[0]);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalArgumentException("the configuration " + pid + " cannot be read", e);
        }
    }

    private Map<String, Object> properties(Configuration configuration) {
        try {
            @Nullable
            Dictionary<String, Object> properties = configuration.getProcessedProperties(registration.getReference());
            return properties == null ? Map.of() : new HashMap<>(FrameworkUtil.asMap(properties));
        } catch (IllegalStateException e) {
            // It was deleted since it was listed.
            return Map.of();
        }
    }

    /**
     * Has every change told, to the one listener of each configuration: a later one replaces him.
     *
     * @param known what was read before; if it has changed since, that is told at once
     */
    void follow(String pid, Map<String, Object> known, Consumer<Map<String, Object>> listener) {
        followed.put(pid, new Followed(listener, known));
        marks.release();
    }

    /** Runs on the thread of this class. What fails is done again after a pause. */
    private void look() throws InterruptedException {
        marks.acquire();
        marks.drainPermits();
        boolean done = false;
        try {
            followed.forEach(this::look);
            done = true;
        } finally {
            if (!done) {
                marks.release();
            }
        }
    }

    private void look(String pid, Followed one) {
        Map<String, Object> now = read(pid);
        if (!now.equals(one.told)) {
            one.listener.accept(now);
            one.told = now;
        }
    }
}
