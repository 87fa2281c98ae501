package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.SourceDTO;
import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import java.util.List;

/** Shows the sources of the polling definition in force. */
final class Sources implements Command {

    private static final Usage USAGE = Usage.of("sources", "[GLOB]", "List the sources of polling.yaml");

    private static final Table<SourceDTO> TABLE = new Table<SourceDTO>()
            .key("NAME", source -> source.name)
            .number("INTERVAL", source -> seconds(source.intervalSeconds))
            .number("TIMEOUT", source -> seconds(source.timeoutSeconds))
            .number("POLLSTERS", source -> source.pollsters.size())
            .text("METERS", source -> String.join(" ", source.meters))
            .text("RESOURCES", source -> orDash(source.resources))
            .text("DISCOVERY", source -> orDash(source.discovery));

    private final Agent agent;

    Sources(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<SourceDTO> rows = agent.snapshot().sources.stream()
                .filter(source -> call.names(source.name))
                .toList();
        call.print(rows, TABLE, "No source matches.");
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.sources, source -> source.name);
    }

    private static String seconds(long seconds) {
        return Times.span(seconds * 1000);
    }

    private static String orDash(List<String> values) {
        return values.isEmpty() ? "-" : String.join(" ", values);
    }
}
