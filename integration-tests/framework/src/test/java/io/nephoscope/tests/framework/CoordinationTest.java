package io.nephoscope.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.partition.Partitioner;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class CoordinationTest {

    private static final String PID = "io.nephoscope.coordination";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final CoreExtension core = new CoreExtension();

    private final BundleContext context =
            FrameworkUtil.getBundle(CoordinationTest.class).getBundleContext();

    @AfterEach
    void takeTheBackendAway() throws Exception {
        core.configure(PID, Map.of());
        await().atMost(PATIENCE).until(() -> offered().isEmpty());
    }

    private Optional<ServiceReference<Partitioner>> offered() {
        return Optional.ofNullable(context.getServiceReference(Partitioner.class));
    }

    private long generation() {
        return offered()
                .map(reference -> context.getService(reference).share().generation())
                .orElse(-1L);
    }

    private ServiceRegistration<CoordinationEngine> register(MemoryEngine engine) {
        return core.register(CoordinationEngine.class, engine, Map.of(CoordinationEngine.SCHEME, "memory"));
    }

    @Test
    void offersAPartitionerThatOutlivesItsEngine() throws Exception {
        assertThat(offered()).isEmpty();
        core.configure(
                PID,
                Map.of(
                        "backend.url",
                        "memory://here",
                        "group",
                        UUID.randomUUID().toString(),
                        "member",
                        "one",
                        "settle",
                        "0"));
        await().atMost(PATIENCE).until(() -> offered().isPresent());
        await().atMost(PATIENCE).until(() -> core.health().stream()
                .anyMatch(line -> line.startsWith("FAILED coordination: there is no engine for memory://")));
        assertThat(generation()).isNotEqualTo(-1);

        MemoryEngine first = new MemoryEngine();
        ServiceRegistration<CoordinationEngine> registered = register(first);
        await().atMost(PATIENCE).until(() -> generation() == 1);
        assertThat((Long) offered().orElseThrow().getProperty("service.changecount"))
                .isPositive();
        assertThat(core.health()).contains("OK coordination: one of 1 agents at memory://here, 4096 of 4096 slots");

        registered.unregister();
        assertThat(first.isOpen()).isFalse();
        assertThat(generation()).isEqualTo(1);

        register(first);
        await().atMost(PATIENCE).until(first::isOpen);
        assertThat(generation()).isEqualTo(1);
    }
}
