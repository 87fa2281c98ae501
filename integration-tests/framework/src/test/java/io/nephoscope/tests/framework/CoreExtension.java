package io.nephoscope.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.runtime.AgentRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.LoggerFactory;

/** A running core with a recorder of its samples. What a test adds goes with it. */
final class CoreExtension implements BeforeEachCallback, AfterEachCallback {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final BundleContext context =
            FrameworkUtil.getBundle(CoreExtension.class).getBundleContext();
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Recorder recorder = new Recorder();
    private String troublemaker = "";

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        recorder = new Recorder();
        services.add(
                context.registerService(Publisher.class, recorder, properties(Map.of("publisher.name", "recorder"))));
        configure("io.nephoscope.core", Map.of("publishers", "recorder", "journal", "memory"));
        log.list.clear();
        log.start();
        rootLogger().addAppender(log);
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        polling("sources: []");
        // Else a source of the same name in the next test would go on in its rhythm.
        await().atMost(SOON).until(() -> runtime().snapshot().sources.isEmpty());
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        }
        bundles.clear();
        services.forEach(CoreExtension::unregister);
        services.clear();
        rootLogger().detachAppender(log);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> !message.contains("is refused"))
                .filteredOn(message -> !message.contains("is empty: nothing is polled"))
                .filteredOn(message -> troublemaker.isEmpty() || !message.contains(troublemaker))
                .as("warnings in the log")
                .isEmpty();
    }

    /** Names a plugin of which the log may warn. */
    void expectWarningsOf(String plugin) {
        troublemaker = plugin;
    }

    /** What status tells now, one line each. */
    List<String> health() {
        return runtime().snapshot().health.stream()
                .map(report -> report.state + " " + report.subject + ": " + report.message)
                .toList();
    }

    private AgentRuntime runtime() {
        return context.getService(context.getServiceReference(AgentRuntime.class));
    }

    Recorder recorder() {
        return recorder;
    }

    /** Puts a polling.yaml in force. */
    void polling(String... lines) throws IOException {
        configure("io.nephoscope.polling", Map.of("file", "polling.yaml", "text", String.join("\n", lines) + "\n"));
    }

    /** Gives a component a configuration. */
    void configure(String pid, Map<String, Object> values) throws IOException {
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        admin.getConfiguration(pid, "?").update(properties(values));
    }

    /** Registers a pollster that asks for no discovery. */
    ServiceRegistration<Pollster> register(String name, Pollster pollster) {
        return register(Pollster.class, pollster, Map.of("pollster.name", name, "pollster.namespace", "compute"));
    }

    <T> ServiceRegistration<T> register(Class<T> type, T service, Map<String, Object> values) {
        ServiceRegistration<T> registration = context.registerService(type, service, properties(values));
        services.add(registration);
        return registration;
    }

    Bundle install(String location, byte[] jar) throws BundleException {
        Bundle bundle = context.installBundle(location, new ByteArrayInputStream(jar));
        bundles.add(bundle);
        bundle.start();
        return bundle;
    }

    /** The content of a jar that lies in this bundle. */
    byte[] embedded(String name) throws IOException {
        return context.getBundle().getEntry(name).openStream().readAllBytes();
    }

    void awaitSamples(String pollster, int atLeast) {
        await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> recorder.samplesOf(pollster) >= atLeast);
    }

    static Dictionary<String, Object> properties(Map<String, Object> values) {
        return FrameworkUtil.asDictionary(values);
    }

    private static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // The test did it already.
        }
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
