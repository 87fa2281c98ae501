package io.nephoscope.deploy;

import io.nephoscope.api.files.TextFileListener;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.deploy.files.BoundedCalls;
import io.nephoscope.deploy.files.FileFollower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Follows the files that {@link TextFileListener}s ask for, and tells the operator of those that cannot be taken. */
@Component(service = HealthReporter.class, immediate = true)
public final class TextFiles implements HealthReporter {

    private final FileFollower follower;
    private final Path folder;
    /** Listeners are plugins: they may hang, and may leave something of theirs on the thread. */
    private final BoundedCalls calls = new BoundedCalls("nephoscope-text-files", Duration.ZERO, () -> {});

    private final Map<ServiceReference<TextFileListener>, TextFileSubscription> subscriptions =
            new ConcurrentHashMap<>();

    @Activate
    public TextFiles(@Reference FileFollower follower, BundleContext context) {
        this(follower, Path.of(context.getProperty("nephoscope.etc")));
    }

    TextFiles(FileFollower follower, Path folder) {
        this.follower = follower;
        this.folder = folder;
    }

    @Deactivate
    void stop() {
        calls.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "update",
            target = "(" + TextFileListener.PATH + "=*)")
    void add(TextFileListener listener, ServiceReference<TextFileListener> reference) throws InterruptedException {
        var subscription = new TextFileSubscription(listener, name(reference), follower, calls);
        subscriptions.put(reference, subscription);
        follow(subscription, reference);
    }

    void update(TextFileListener listener, ServiceReference<TextFileListener> reference) throws InterruptedException {
        TextFileSubscription subscription = subscriptions.get(reference);
        if (subscription != null) {
            follow(subscription, reference);
        }
    }

    void remove(TextFileListener listener, ServiceReference<TextFileListener> reference) {
        TextFileSubscription subscription = subscriptions.remove(reference);
        if (subscription != null) {
            subscription.close();
        }
    }

    private void follow(TextFileSubscription subscription, ServiceReference<?> reference) throws InterruptedException {
        List<Path> paths = texts(reference.getProperty(TextFileListener.PATH))
                .map(folder::resolve)
                .map(Path::normalize)
                .distinct()
                .toList();
        String suffix = texts(reference.getProperty(TextFileListener.SUFFIX))
                .findFirst()
                .orElse("");
        boolean isOptional = Boolean.parseBoolean(String.valueOf(reference.getProperty(TextFileListener.OPTIONAL)));
        subscription.follow(paths, suffix, isOptional);
    }

    private static Stream<String> texts(Object property) {
        if (property instanceof Object[] many) {
            return Arrays.stream(many).map(String::valueOf);
        }
        if (property instanceof Collection<?> many) {
            return many.stream().map(String::valueOf);
        }
        return Stream.ofNullable(property).map(String::valueOf);
    }

    private static String name(ServiceReference<?> reference) {
        return String.valueOf(reference.getBundle().getSymbolicName());
    }

    @Override
    public Collection<HealthReport> health() {
        return subscriptions.values().stream()
                .flatMap(TextFileSubscription::health)
                .toList();
    }
}
