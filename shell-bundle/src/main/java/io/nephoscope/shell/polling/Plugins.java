package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.PluginDTO;
import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Words;
import java.util.List;

/** Shows what became of the jars in the deploy folder. */
final class Plugins implements Command {

    private static final Usage USAGE =
            Usage.of("plugins", "[GLOB]", "List the jars of the deploy folder and their fate");

    private static final Table<PluginDTO> TABLE = new Table<PluginDTO>()
            .key("FILE", plugin -> plugin.file)
            .key("STATE", plugin -> Words.word(plugin.state))
            .tail("BUNDLE", plugin -> plugin.bundle)
            .text("VERSION", plugin -> plugin.version)
            .text("POLLSTERS", plugin -> String.join(" ", plugin.pollsters))
            .note(plugin -> plugin.reason);

    private final Agent agent;

    Plugins(Agent agent) {
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
        call.print(rows, TABLE, "The deploy folder holds no jar that matches.");
    }
}
