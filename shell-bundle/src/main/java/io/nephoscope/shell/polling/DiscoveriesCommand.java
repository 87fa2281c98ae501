package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.DiscoveryDTO;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import java.util.List;

/** Shows all discoveries with their last call. */
final class DiscoveriesCommand extends ListingCommand<DiscoveryDTO> {

    private static final Usage USAGE =
            Usage.of("discoveries", "[GLOB]", "List the discoveries and what they found last");

    DiscoveriesCommand(AgentView agent) {
        super(agent, USAGE, "No discovery matches.");
    }

    @Override
    List<DiscoveryDTO> in(AgentDTO state) {
        return state.discoveries;
    }

    @Override
    String name(DiscoveryDTO row) {
        return row.name;
    }

    @Override
    Table<DiscoveryDTO> table(Invocation call) {
        return new Table<DiscoveryDTO>()
                .key("NAME", discovery -> discovery.name)
                .text("NAMESPACE", discovery -> String.join(",", discovery.namespaces))
                .tail("BUNDLE", discovery -> discovery.bundle)
                .number("CALLED", discovery -> Times.ago(discovery.lastCalledAt, call.now()))
                .number("TIME", discovery -> Times.duration(discovery.lastDurationMillis))
                .number("FOUND", discovery -> discovery.lastResources)
                .note(discovery -> discovery.hung ? "its last call hangs" : "")
                .note(discovery -> discovery.failingSince > 0 && discovery.failuresInARow > 1
                        ? Times.failing(discovery.failingSince, discovery.failuresInARow, call.now()) + ": "
                                + discovery.lastError
                        : discovery.lastError);
    }
}
