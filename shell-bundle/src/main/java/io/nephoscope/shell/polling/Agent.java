package io.nephoscope.shell.polling;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.runtime.AgentRuntime;
import io.nephoscope.api.runtime.BlacklistControl;
import io.nephoscope.api.runtime.DryRun;
import io.nephoscope.api.runtime.PluginInventory;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.shell.command.CommandFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What the commands see of the agent. Any part may be missing, and a command then says so. */
@Component(service = Agent.class)
public final class Agent {

    private static final Comparator<HealthReport> WORST_FIRST =
            Comparator.comparing(HealthReport::state).reversed().thenComparing(HealthReport::subject);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AgentRuntime runtime;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable BlacklistControl blacklistControl;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable DryRun dryRun;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PluginInventory pluginInventory;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<HealthReporter> reporters = List.of();

    /** The state of now, if the core runs. */
    Optional<AgentDTO> state() {
        return Optional.ofNullable(runtime).map(AgentRuntime::snapshot);
    }

    AgentDTO snapshot() throws CommandFailure {
        return present(runtime, "core").snapshot();
    }

    /** Names for the completion of a line; none while the core does not run. */
    <T> List<String> names(Function<AgentDTO, List<T>> all, Function<T, String> name) {
        return state().map(all).orElse(List.of()).stream().map(name).toList();
    }

    BlacklistControl blacklistControl() throws CommandFailure {
        return present(blacklistControl, "core");
    }

    DryRun dryRun() throws CommandFailure {
        return present(dryRun, "core");
    }

    PluginInventory pluginInventory() throws CommandFailure {
        return present(pluginInventory, "deploy bundle");
    }

    /** What all parts say of themselves, the worst first. */
    List<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>();
        if (runtime == null) {
            reports.add(HealthReport.failed(
                    "core", "it does not run, so nothing is polled", "look for its error in the log"));
        }
        reporters.forEach(reporter -> reports.addAll(ask(reporter)));
        reports.sort(WORST_FIRST);
        return reports;
    }

    private static Collection<HealthReport> ask(HealthReporter reporter) {
        try {
            return reporter.health();
        } catch (RuntimeException e) {
            String subject = reporter.getClass().getSimpleName();
            return List.of(HealthReport.failed(subject, "it cannot tell how it is: " + e, "report this as a defect"));
        }
    }

    private static <T> T present(@Nullable T service, String part) throws CommandFailure {
        if (service == null) {
            throw new CommandFailure(
                    CommandFailure.FAILED, "the " + part + " does not run; look for its error in the log");
        }
        return service;
    }
}
