package io.nephoscope.core.agent;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.core.runtime.Health;
import java.util.Collection;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whether polling works. */
@Component
public final class CoreHealth implements HealthReporter {

    private static final String FILE = "polling.yaml";

    private final Agent agent;
    private final PollingDefinition definition;

    @Activate
    public CoreHealth(@Reference Agent agent, @Reference PollingDefinition definition) {
        this.agent = agent;
        this.definition = definition;
    }

    @Override
    public Collection<HealthReport> health() {
        Stream<HealthReport> file = Stream.of(file(definition.state()));
        Stream<HealthReport> values = agent.refused().stream()
                .map(reason -> HealthReport.failed("configuration", reason, "mend the file; it is read at once"));
        Stream<HealthReport> warnings =
                agent.warnings().stream().map(warning -> HealthReport.ok("configuration", warning));
        return Stream.of(file, values, warnings, new Health(agent.view().state()).reports())
                .flatMap(reports -> reports)
                .toList();
    }

    private HealthReport file(PollingDefinition.State state) {
        if (state.isAbsent()) {
            return HealthReport.waiting(FILE, "there is none, so nothing is polled", "create " + agent.pollingFile());
        }
        if (!state.refused().isEmpty()) {
            return HealthReport.failed(
                    FILE,
                    "the newest version is refused: " + String.join("; ", state.refused()),
                    "mend the file; "
                            + (state.sources().isEmpty() ? "nothing is polled" : "the version before is in force"));
        }
        return HealthReport.ok(FILE, state.sources().size() + " sources of " + state.file() + " are in force");
    }
}
