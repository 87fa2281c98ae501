package io.nephoscope.coordination;

import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.partition.Partitioner;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The bundle in a framework that is none: its components, wired by hand, and what it registers. */
final class TestAgent implements AutoCloseable {

    static final Map<String, Object> QUICK = Map.of(
            "backend.url", "fake://user:secret@one",
            "group", "central",
            "slots", "64",
            "session.timeout", "2",
            "handover.lead", "3",
            "grace", "3",
            "settle", "0");

    private final Map<String, String> framework = new HashMap<>();
    final CoordinationEngines engines = new CoordinationEngines();
    final AgentFacts facts;
    final PartitionCoordinator coordinator;
    private volatile @Nullable Partitioner partitioner;
    private volatile long changes = -1;

    TestAgent(Path folder) {
        framework.put("nephoscope.var", folder.toString());
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getProperty")) {
                        return framework.get(arguments[0]);
                    }
                    if (method.getName().equals("registerService")) {
                        return new Registered((Partitioner) arguments[1], (Dictionary<?, ?>) arguments[2]);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        facts = new AgentFacts(context);
        coordinator = new PartitionCoordinator(context, engines, facts);
    }

    private final class Registered implements ServiceRegistration<Partitioner> {

        Registered(Partitioner service, Dictionary<?, ?> properties) {
            partitioner = service;
            changes = (Long) properties.get("service.changecount");
        }

        @Override
        public ServiceReference<Partitioner> getReference() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setProperties(Dictionary<String, ?> properties) {
            changes = (Long) properties.get("service.changecount");
        }

        @Override
        public void unregister() {
            partitioner = null;
        }
    }

    TestAgent with(CoordinationEngine engine) {
        engines.bind(engine, Map.of(CoordinationEngine.SCHEME, new String[] {"fake"}));
        return this;
    }

    TestAgent configured(String member) {
        Map<String, Object> properties = new HashMap<>(QUICK);
        properties.put("member", member);
        return configured(properties);
    }

    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    TestAgent configured(Map<String, Object> properties) {
        coordinator.updated(new Hashtable<>(properties));
        return this;
    }

    Optional<Partitioner> offered() {
        return Optional.ofNullable(partitioner);
    }

    Partitioner partitioner() {
        return offered().orElseThrow();
    }

    long generation() {
        return partitioner().share().generation();
    }

    long changes() {
        return changes;
    }

    List<String> health() {
        return coordinator.health().stream()
                .map(report -> report.state() + " " + report.message()
                        + (report.state() == HealthReport.State.OK ? "" : " -> " + report.remedy()))
                .toList();
    }

    @Override
    public void close() {
        coordinator.stop();
    }
}
