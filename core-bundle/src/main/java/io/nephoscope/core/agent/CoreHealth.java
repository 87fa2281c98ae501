package io.nephoscope.core.agent;

import static java.util.stream.Collectors.joining;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.core.runtime.Health;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All that the core itself tells of how polling works; calls no plugin. */
final class CoreHealth {

    private static final String FILE = "polling.yaml";

    private final PollingDefinition definition;
    private final String pollingFile;
    private final List<Supplier<Stream<HealthReport>>> parts;

    /**
     * @param pollingFile where polling.yaml is to be
     * @param parts what tells of itself beyond what a snapshot shows
     */
    CoreHealth(PollingDefinition definition, String pollingFile, List<Supplier<Stream<HealthReport>>> parts) {
        this.definition = definition;
        this.pollingFile = pollingFile;
        this.parts = parts;
    }

    /** @param agent what is shown of the agent at the same time */
    Stream<HealthReport> reports(AgentDTO agent) {
        return Stream.of(
                        Stream.of(file(definition.state())),
                        parts.stream().flatMap(Supplier::get),
                        new Health(agent).reports())
                .flatMap(reports -> reports);
    }

    private HealthReport file(PollingDefinition.State state) {
        if (state.isAbsent()) {
            return HealthReport.waiting(FILE, "there is none, so nothing is polled", "create " + pollingFile);
        }
        if (!state.refused().isEmpty()) {
            return HealthReport.failed(
                    FILE,
                    "the newest version is refused: " + String.join("; ", state.refused()),
                    "mend the file; "
                            + (state.sources().isEmpty() ? "nothing is polled" : "the version before is in force"));
        }
        String inForce = state.sources().size() + " sources of " + state.file() + " are in force";
        return HealthReport.ok(
                FILE,
                Stream.concat(Stream.of(inForce), state.warnings().stream().map(each -> "warning: " + each))
                        .collect(joining("; ")));
    }
}
