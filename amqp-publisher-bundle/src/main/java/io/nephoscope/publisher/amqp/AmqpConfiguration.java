package io.nephoscope.publisher.amqp;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.KeyValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Takes the configuration of one publisher, and keeps the last valid values in force. It asks ConfigAdmin itself: the
 * settings of a component would be shown, secrets among them, as its properties.
 *
 * <p>Settings change under the lock, with which the subscriber is called; it must not wait. What is asked from outside
 * is answered without the lock: reading may take long where a secret stands in a file of another machine.
 */
@Component(
        service = {ManagedService.class, HealthReporter.class, AmqpConfiguration.class},
        configurationPid = AmqpInstance.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + AmqpInstance.PID)
@Designate(ocd = AmqpConfig.class)
public final class AmqpConfiguration implements ManagedService, HealthReporter {

    private final AmqpInstance instance;
    private final Configuration configuration;
    private final SecretFiles files;
    private @Nullable Map<String, ?> given;
    private @Nullable AmqpSettings inForce;
    private volatile @Nullable String missing = "there is no configuration yet";
    private volatile List<String> complaints = List.of();
    private volatile @Nullable Subscriber subscriber;

    /** Who lives by the settings. */
    interface Subscriber {

        /** Called one at a time, at first with the settings in force. */
        void apply(AmqpSettings settings);

        /** How it fares with them. */
        HealthReport health();
    }

    /** The configuration of the first publisher. */
    @Activate
    public AmqpConfiguration(BundleContext context) {
        this(AmqpInstance.FIRST, SecretFiles.in(context));
    }

    AmqpConfiguration(AmqpInstance instance, SecretFiles.Registry registry) {
        this.instance = instance;
        configuration = AmqpSettings.configuration(instance.file());
        files = new SecretFiles(registry, this::reread);
    }

    @Deactivate
    void stop() {
        files.close();
    }

    /** Whose configuration this is. */
    AmqpInstance instance() {
        return instance;
    }

    /** Hands over the settings, now if they are known, and whenever they change. */
    synchronized void subscribe(Subscriber newSubscriber) {
        subscriber = newSubscriber;
        if (inForce != null) {
            newSubscriber.apply(inForce);
        }
    }

    synchronized void unsubscribe() {
        subscriber = null;
    }

    /** Why there are no settings to publish by; empty if there are. */
    Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    /** Whether there are no settings because the operator's were refused. */
    boolean isRefused() {
        return missing != null && !complaints.isEmpty();
    }

    @Override
    public void updated(@Nullable Dictionary<String, ?> properties) {
        take(properties == null ? Map.of() : copy(properties));
    }

    /** Takes what is configured, and follows the files that its secrets stand in. Called by one thread at a time. */
    void take(Map<String, ?> properties) {
        synchronized (this) {
            given = properties;
            read(properties);
        }
        files.follow(AmqpSettings.secretFiles(properties));
    }

    /** Reads again what is configured: a secret that stands elsewhere may have changed. */
    synchronized void reread() {
        if (given != null) {
            read(given);
        }
    }

    private void read(Map<String, ?> properties) {
        KeyValues values = configuration.read(properties);
        List<String> refused = configuration.refused();
        complaints = Stream.concat(refused.stream(), configuration.warnings().stream())
                .toList();
        if (!configuration.lacking().isEmpty()) {
            inForce = null;
            missing = "the configuration is refused: " + String.join("; ", refused);
            return;
        }
        AmqpSettings next = AmqpSettings.of(values);
        boolean changed = !next.equals(inForce);
        inForce = next;
        missing = null;
        Subscriber whoever = subscriber;
        if (changed && whoever != null) {
            whoever.apply(next);
        }
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        complaints.forEach(
                each -> reports.add(HealthReport.failed(instance.name(), each, "Correct " + instance.where())));
        Subscriber whoever = subscriber;
        if (whoever != null && missing == null) {
            reports.add(whoever.health());
        }
        return reports;
    }

    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    static Map<String, ?> copy(Dictionary<String, ?> properties) {
        return Collections.list(properties.keys()).stream().collect(toMap(key -> key, properties::get));
    }
}
