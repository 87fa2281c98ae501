package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.PluginDTO;
import io.nephoscope.api.runtime.dto.PluginState;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Words;
import java.util.List;
import java.util.stream.Stream;

/** Shows what became of the jars in the deploy folder. */
final class PluginsCommand implements ShellCommand {

    private static final Usage USAGE =
            Usage.of("plugins", "[GLOB]", "List the jars of the deploy folder and their fate");

    private static final Table<PluginDTO> TABLE = new Table<PluginDTO>()
            .key("FILE", plugin -> plugin.file)
            .key("STATE", plugin -> Words.word(plugin.state))
            .tail("BUNDLE", plugin -> plugin.bundle)
            .text("VERSION", plugin -> plugin.version)
            .text("POLLSTERS", plugin -> String.join(" ", plugin.pollsters))
            .note(plugin -> plugin.reason);

    private final AgentView agent;

    PluginsCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<PluginDTO> rows = agent.pluginInventory().plugins().stream()
                .filter(plugin -> call.names(plugin.file))
                .toList();
        rows.forEach(this::addBuilt);
        call.print(rows, TABLE, "The deploy folder holds no jar that matches.");
    }

    /** The pollsters that its builders make, and those that its manifest does not tell of. The DTO is a copy of ours. */
    private void addBuilt(PluginDTO plugin) {
        if (!plugin.bundle.isEmpty() && plugin.state == PluginState.ACTIVE) {
            List<String> known = agent.state().map(state -> state.pollsters).orElse(List.of()).stream()
                    .filter(pollster -> pollster.bundle.equals(plugin.bundle))
                    .map((PollsterDTO pollster) -> pollster.name)
                    .toList();
            plugin.pollsters = Stream.concat(plugin.pollsters.stream(), known.stream())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
