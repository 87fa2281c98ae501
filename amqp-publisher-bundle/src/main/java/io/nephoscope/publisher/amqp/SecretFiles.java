package io.nephoscope.publisher.amqp;

import io.nephoscope.api.files.TextFileListener;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * Has the agent follow the files that secrets stand in, as it follows all others. Of their content nothing is kept: it
 * is read again with the rest of the configuration.
 *
 * <p>Not to be called under the lock of whoever is told of changes: registering returns when the first was told.
 */
final class SecretFiles {

    private final Registry registry;
    private final Runnable whenChanged;

    private Set<Path> followed = Set.of();
    private @Nullable ServiceRegistration<?> registration;

    /** Where the listener is registered as a service; the framework's, but for tests. */
    @FunctionalInterface
    interface Registry {
        @Nullable
        ServiceRegistration<?> register(TextFileListener listener, Dictionary<String, ?> properties);
    }

    /** The framework's services. */
    static Registry in(BundleContext context) {
        return (listener, properties) -> context.registerService(TextFileListener.class, listener, properties);
    }

    /** @param whenChanged is called for each file that is followed, and for each change, on a thread of the agent's */
    SecretFiles(Registry registry, Runnable whenChanged) {
        this.registry = registry;
        this.whenChanged = whenChanged;
    }

    /** Follows these and no others. */
    synchronized void follow(Set<Path> files) {
        if (files.equals(followed)) {
            return;
        }
        followed = Set.copyOf(files);
        if (files.isEmpty()) {
            end();
            return;
        }
        Dictionary<String, ?> properties = FrameworkUtil.asDictionary(Map.of(TextFileListener.PATH, paths(files)));
        ServiceRegistration<?> present = registration;
        if (present == null) {
            registration = registry.register(new Listener(), properties);
        } else {
            present.setProperties(properties);
        }
    }

    /** Follows nothing more. */
    synchronized void close() {
        followed = Set.of();
        end();
    }

    private void end() {
        ServiceRegistration<?> present = registration;
        registration = null;
        if (present != null) {
            present.unregister();
        }
    }

    private static String[] paths(Set<Path> files) {
        return new TreeSet<>(files).stream().map(Path::toString).toArray(String[]::new);
    }

    private final class Listener implements TextFileListener {

        @Override
        public void changed(Path file, String text, boolean settled) {
            whenChanged.run();
        }

        @Override
        public void gone(Path file) {
            whenChanged.run();
        }
    }
}
