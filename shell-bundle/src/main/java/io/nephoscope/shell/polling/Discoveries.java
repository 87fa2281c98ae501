package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.DiscoveryDTO;
import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import java.util.List;

/** Shows all discoveries with their last call. */
final class Discoveries implements Command {

    private static final Usage USAGE =
            Usage.of("discoveries", "[GLOB]", "List the discoveries and what they found last");

    private final Agent agent;

    Discoveries(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<DiscoveryDTO> rows = agent.snapshot().discoveries.stream()
                .filter(discovery -> call.names(discovery.name))
                .toList();
        call.print(rows, table(call), "No discovery matches.");
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.discoveries, discovery -> discovery.name);
    }

    private static Table<DiscoveryDTO> table(Invocation call) {
        return new Table<DiscoveryDTO>()
                .key("NAME", discovery -> discovery.name)
                .text("NAMESPACE", discovery -> String.join(",", discovery.namespaces))
                .tail("BUNDLE", discovery -> discovery.bundle)
                .number("CALLED", discovery -> Times.ago(discovery.lastCalledAt, call.now()))
                .number("TIME", discovery -> Times.duration(discovery.lastDurationMillis))
                .number("FOUND", discovery -> discovery.lastResources)
                .note(discovery -> discovery.lastError);
    }
}
