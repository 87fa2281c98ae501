package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.SourceDTO;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import java.util.List;

/** Shows the sources of the polling definition in force. */
final class SourcesCommand extends ListingCommand<SourceDTO> {

    private static final Usage USAGE = Usage.of("sources", "[GLOB]", "List the sources of polling.yaml");

    private static final Table<SourceDTO> TABLE = new Table<SourceDTO>()
            .key("NAME", source -> source.name)
            .number("INTERVAL", source -> seconds(source.intervalSeconds))
            .number("TIMEOUT", source -> seconds(source.timeoutSeconds))
            .number("POLLSTERS", source -> source.pollsters.size())
            .text("METERS", source -> String.join(" ", source.meters))
            .text("RESOURCES", source -> orDash(source.resources))
            .text("DISCOVERY", source -> orDash(source.discovery));

    SourcesCommand(AgentView agent) {
        super(agent, USAGE, "No source matches.");
    }

    @Override
    List<SourceDTO> in(AgentDTO state) {
        return state.sources;
    }

    @Override
    String name(SourceDTO row) {
        return row.name;
    }

    @Override
    Table<SourceDTO> table(Invocation call) {
        return TABLE;
    }

    private static String seconds(long seconds) {
        return Times.span(seconds * 1000);
    }

    private static String orDash(List<String> values) {
        return values.isEmpty() ? "-" : String.join(" ", values);
    }
}
