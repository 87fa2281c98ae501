package io.nephoscope.support.publish;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.KeyValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ManagedService;

/**
 * The settings of a publisher, of which the last valid ones stay in force. It is a component of its own beside the
 * publisher: it is there to tell what is wrong with them also while no publisher is in use, and it asks ConfigAdmin
 * itself, since a component's settings would be shown, secrets among them, as its properties.
 *
 * <p>Settings change under the lock, with which the subscriber is called; it must not wait. What is asked from outside
 * is answered without the lock: reading may take long where a secret stands in a file of another machine.
 *
 * @param <S> the settings, which have a meaningful equals
 */
public abstract class PublisherConfiguration<S> implements ManagedService, HealthReporter {

    /** ConfigAdmin tells in a thread of its own. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String subject;
    private final String remedy;
    private final Configuration configuration;
    private final Function<KeyValues, S> settings;
    private final CountDownLatch read = new CountDownLatch(1);
    private Map<String, ?> given = Map.of();
    private volatile @Nullable S inForce;
    private volatile String missing = "there is no configuration yet";
    private volatile List<HealthReport> complaints = List.of();
    private volatile @Nullable Subscriber<S> subscriber;

    /**
     * Who lives by the settings.
     *
     * @param <S> the settings
     */
    public interface Subscriber<S> {

        /** Called one at a time, at first with the settings in force; not to wait. */
        void apply(S settings);

        /** How it fares with them; called from any thread. */
        HealthReport health();
    }

    /**
     * Reads nothing yet.
     *
     * @param subject what its health is told of
     * @param pid the name of the .cfg file without its ending
     * @param configuration that of this PID
     * @param settings makes them of valid values
     */
    protected PublisherConfiguration(
            String subject, String pid, Configuration configuration, Function<KeyValues, S> settings) {
        this.subject = subject;
        this.remedy = "Correct etc/" + pid + ".cfg";
        this.configuration = configuration;
        this.settings = settings;
    }

    /** Hands over the settings, now if they are known, and whenever they change. */
    public final synchronized void subscribe(Subscriber<S> newSubscriber) {
        subscriber = newSubscriber;
        S now = inForce;
        if (now != null) {
            newSubscriber.apply(now);
        }
    }

    /** Lets go of a subscriber, unless another has taken its place. */
    public final synchronized void unsubscribe(Subscriber<S> oldSubscriber) {
        if (subscriber == oldSubscriber) {
            subscriber = null;
        }
    }

    /**
     * The settings in force; waits a little for the first.
     *
     * @throws PublisherException if there are none that may be used
     */
    public final S settings() throws PublisherException, InterruptedException {
        boolean unused = read.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        S now = inForce;
        if (now == null) {
            throw new PublisherException(missing);
        }
        return now;
    }

    /** Why there are no settings though the operator has given some; empty if there are, or none were given. */
    public final Optional<String> refusal() {
        return inForce == null && !complaints.isEmpty() ? Optional.of(missing) : Optional.empty();
    }

    @Override
    public final synchronized void updated(@Nullable Dictionary<String, ?> properties) {
        given = properties == null ? Map.of() : copy(properties);
        read();
        read.countDown();
    }

    /** Reads again what is configured: a secret that stands elsewhere may have changed. */
    public final synchronized void reread() {
        if (read.getCount() == 0) {
            read();
        }
    }

    private void read() {
        KeyValues values = configuration.read(given);
        List<String> refused = configuration.refused();
        complaints = Stream.concat(
                        refused.stream().map(each -> HealthReport.failed(subject, each, remedy)),
                        configuration.warnings().stream().map(each -> HealthReport.ok(subject, each)))
                .toList();
        if (!configuration.lacking().isEmpty()) {
            missing = "the configuration is refused: " + String.join("; ", refused);
            inForce = null;
            return;
        }
        S next = settings.apply(values);
        boolean changed = !next.equals(inForce);
        inForce = next;
        Subscriber<S> whoever = subscriber;
        if (changed && whoever != null) {
            whoever.apply(next);
        }
    }

    @Override
    public final Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>(complaints);
        Subscriber<S> whoever = subscriber;
        if (whoever != null && inForce != null) {
            reports.add(whoever.health());
        }
        return reports;
    }

    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    private static Map<String, ?> copy(Dictionary<String, ?> properties) {
        return Collections.list(properties.keys()).stream().collect(toMap(key -> key, properties::get));
    }
}
