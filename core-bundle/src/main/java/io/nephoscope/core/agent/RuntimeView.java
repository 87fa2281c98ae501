package io.nephoscope.core.agent;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.AgentRuntime;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.HealthDTO;
import io.nephoscope.api.runtime.dto.PollingFileDTO;
import io.nephoscope.core.registry.HealthReporters;
import io.nephoscope.core.runtime.Engine;
import io.nephoscope.core.runtime.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** The runtime view as a service. Registered by hand, because components cannot change their properties. */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.nephoscope.api.runtime.AgentRuntime\"",
        uses = AgentRuntime.class)
final class RuntimeView implements AgentRuntime {

    private final Engine engine;
    private final PollingDefinition definition;
    private final Health health;
    private final String version;
    private final Instant startedAt = Instant.now();
    private final AtomicLong changes = new AtomicLong();
    private final ServiceRegistration<AgentRuntime> registration;

    /** What the core and all other parts say of themselves. */
    record Health(CoreHealth core, HealthReporters others) {

        /** Asks each of them once, within a bound. */
        List<HealthDTO> reports(AgentDTO agent) {
            return Stream.concat(core.reports(agent), asked().stream())
                    .map(Health::dto)
                    .sorted(Comparator.comparing(dto -> dto.subject))
                    .toList();
        }

        private List<HealthReport> asked() {
            try {
                return others.ask();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }

        private static HealthDTO dto(HealthReport report) {
            HealthDTO dto = new HealthDTO();
            dto.subject = report.subject();
            dto.state = report.state();
            dto.message = report.message();
            dto.remedy = report.remedy();
            dto.since = report.since().map(Instant::toEpochMilli).orElse(0L);
            return dto;
        }
    }

    RuntimeView(BundleContext context, Engine engine, PollingDefinition definition, Health health) {
        this.engine = engine;
        this.definition = definition;
        this.health = health;
        this.version = Objects.requireNonNullElse(
                context.getProperty("nephoscope.version"),
                context.getBundle().getVersion().toString());
        this.registration = context.registerService(AgentRuntime.class, this, properties());
    }

    @Override
    public AgentDTO snapshot() {
        AgentDTO dto = Snapshot.of(engine);
        dto.version = version;
        dto.startedAt = startedAt.toEpochMilli();
        dto.pollingFile = pollingFile(definition.state());
        dto.health = health.reports(dto);
        return dto;
    }

    private static PollingFileDTO pollingFile(PollingDefinition.State state) {
        PollingFileDTO dto = new PollingFileDTO();
        dto.file = state.file();
        dto.inForceSince = state.inForceSince().toEpochMilli();
        dto.refused = state.refused();
        return dto;
    }

    /** Tells those who watch the service that there is something new to see. */
    void changed() {
        changes.incrementAndGet();
        registration.setProperties(properties());
    }

    void unregister() {
        registration.unregister();
    }

    private Dictionary<String, Object> properties() {
        return FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_CHANGECOUNT, changes.get()));
    }
}
