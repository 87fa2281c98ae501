package io.nephoscope.shell.polling;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.AgentRuntime;
import io.nephoscope.api.runtime.BlacklistControl;
import io.nephoscope.api.runtime.CompletenessReport;
import io.nephoscope.api.runtime.DefinitionTrial;
import io.nephoscope.api.runtime.DryRun;
import io.nephoscope.api.runtime.EndpointInventory;
import io.nephoscope.api.runtime.PartitionControl;
import io.nephoscope.api.runtime.PartitionReport;
import io.nephoscope.api.runtime.PluginInventory;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.CompletenessDTO;
import io.nephoscope.api.runtime.dto.EndpointDTO;
import io.nephoscope.api.runtime.dto.HealthDTO;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.shell.command.CommandFailure;
import java.time.Instant;
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
@Component(service = AgentView.class)
public final class AgentView {

    private static final String COORDINATION = "coordination bundle";
    private static final Comparator<HealthDTO> WORST_FIRST =
            Comparator.comparing((HealthDTO part) -> part.state).reversed().thenComparing(part -> part.subject);

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
    volatile @Nullable CompletenessReport completenessReport;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PluginInventory pluginInventory;

    /** One for each connector that asks others by the network. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<EndpointInventory> endpointInventories = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable DefinitionTrial definitionTrial;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PartitionReport partitionReport;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PartitionControl partitionControl;

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

    /** What became of all that was due since a time; since the start if it is empty. */
    CompletenessDTO completeness(Optional<Instant> since) throws CommandFailure {
        return present(completenessReport, "core").completeness(since);
    }

    PluginInventory pluginInventory() throws CommandFailure {
        return present(pluginInventory, "deploy bundle");
    }

    /** What all connectors asked of others. */
    List<EndpointDTO> endpoints() throws CommandFailure {
        List<EndpointInventory> all = endpointInventories;
        present(all.isEmpty() ? null : all, "connector");
        return all.stream().flatMap(inventory -> inventory.endpoints().stream()).toList();
    }

    DefinitionTrial definitionTrial() throws CommandFailure {
        return present(definitionTrial, "bundle of dynamic pollsters");
    }

    PartitionReport partitionReport() throws CommandFailure {
        return present(partitionReport, COORDINATION);
    }

    PartitionControl partitionControl() throws CommandFailure {
        return present(partitionControl, COORDINATION);
    }

    /** How polling is shared out, if it is. */
    Optional<PartitionsDTO> sharing() {
        return Optional.ofNullable(partitionReport)
                .map(PartitionReport::partitions)
                .filter(partitions -> !PartitionFigures.isOff(partitions));
    }

    /** What all parts of an agent say of themselves, the worst first; the core asks them, each within a bound. */
    static List<HealthDTO> health(Optional<AgentDTO> state) {
        if (state.isEmpty()) {
            HealthDTO core = new HealthDTO();
            core.subject = "core";
            core.state = HealthReport.State.FAILED;
            core.message = "it does not run, so nothing is polled";
            core.remedy = "look for its error in the log";
            return List.of(core);
        }
        return state.get().health.stream().sorted(WORST_FIRST).toList();
    }

    private static <T> T present(@Nullable T service, String part) throws CommandFailure {
        if (service == null) {
            throw new CommandFailure(
                    CommandFailure.FAILED, "the " + part + " does not run; look for its error in the log");
        }
        return service;
    }
}
