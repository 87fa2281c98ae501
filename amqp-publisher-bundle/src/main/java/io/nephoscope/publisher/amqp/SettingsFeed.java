package io.nephoscope.publisher.amqp;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the configuration, and keeps the last valid one in force. It asks ConfigAdmin itself:
 * the settings of a component would be shown, secrets among them, as its properties.
 */
@Component(
        service = {ManagedService.class, HealthReporter.class, SettingsFeed.class},
        configurationPid = SettingsFeed.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + SettingsFeed.PID)
@Designate(ocd = AmqpConfig.class)
public final class SettingsFeed implements ManagedService, HealthReporter {

    static final String PID = "io.nephoscope.publisher.amqp";

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFeed.class);
    private static final String REMEDY = "Correct etc/" + PID + ".cfg";

    private @Nullable Settings inForce;
    private @Nullable String refused;
    private @Nullable Subscriber subscriber;

    /** Who lives by the settings. */
    interface Subscriber {

        /** Called one at a time, at first with the settings in force. */
        void apply(Settings settings);

        /** How it fares with them. */
        HealthReport health();
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

    /** Why the configuration was refused. */
    synchronized Optional<String> refused() {
        return Optional.ofNullable(refused);
    }

    @Override
    public synchronized void updated(@Nullable Dictionary<String, ?> properties) {
        Map<String, ?> given = properties == null ? Map.of() : copy(properties);
        try {
            Settings next = SettingsParser.parse(given);
            warnOfUnknown(given);
            refused = null;
            if (!next.equals(inForce)) {
                inForce = next;
                if (subscriber != null) {
                    subscriber.apply(next);
                }
            }
        } catch (SettingsException e) {
            refused = e.getMessage();
            LOG.error(
                    "The configuration {} is refused: {}. {}.",
                    PID,
                    refused,
                    inForce == null ? "Nothing is published until it is corrected" : "The previous one stays in force");
        }
    }

    @Override
    public synchronized Collection<HealthReport> health() {
        if (refused != null) {
            return List.of(HealthReport.failed("amqp", "the configuration is refused: " + refused, REMEDY));
        }
        return subscriber == null ? List.of() : List.of(subscriber.health());
    }

    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    private static Map<String, ?> copy(Dictionary<String, ?> properties) {
        return Collections.list(properties.keys()).stream().collect(toMap(key -> key, properties::get));
    }

    /** Keys with these prefixes belong to the framework. */
    private static void warnOfUnknown(Map<String, ?> given) {
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(ConfigReader.keys(AmqpConfig.class));
        unknown.removeIf(key -> key.startsWith("service.") || key.startsWith("felix."));
        if (!unknown.isEmpty()) {
            LOG.warn("The configuration {} has keys that mean nothing here: {}. Look for a misspelling.", PID, unknown);
        }
    }
}
