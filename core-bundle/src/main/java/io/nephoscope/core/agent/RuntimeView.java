package io.nephoscope.core.agent;

import io.nephoscope.api.runtime.AgentRuntime;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.PollingFileDTO;
import io.nephoscope.core.runtime.Engine;
import io.nephoscope.core.runtime.Snapshot;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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
    private final HealthReporters reporters;
    private final String version;
    private final Instant startedAt = Instant.now();
    private final AtomicLong changes = new AtomicLong();
    private final ServiceRegistration<AgentRuntime> registration;

    RuntimeView(BundleContext context, Engine engine, PollingDefinition definition) {
        this.engine = engine;
        this.definition = definition;
        this.reporters = new HealthReporters(context);
        this.version = Objects.requireNonNullElse(
                context.getProperty("nephoscope.version"),
                context.getBundle().getVersion().toString());
        this.registration = context.registerService(AgentRuntime.class, this, properties());
    }

    @Override
    public AgentDTO snapshot() {
        AgentDTO dto = state();
        dto.health = reporters.reports();
        return dto;
    }

    /** All but what the parts say of themselves, which some of them tell from this. */
    AgentDTO state() {
        AgentDTO dto = Snapshot.of(engine);
        dto.version = version;
        dto.startedAt = startedAt.toEpochMilli();
        dto.pollingFile = pollingFile(definition.state());
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
