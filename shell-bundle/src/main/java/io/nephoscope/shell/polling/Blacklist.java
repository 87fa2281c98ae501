package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.BlacklistDTO;
import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import java.util.List;

/** Shows what is no longer polled, why, and until when. */
final class Blacklist implements Command {

    private static final Usage USAGE =
            Usage.of("blacklist", "[GLOB]", "List the resources that are no longer polled, and why");

    private final Agent agent;

    Blacklist(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<BlacklistDTO> rows = agent.snapshot().blacklist.stream()
                .filter(entry -> call.names(entry.pollster))
                .toList();
        call.print(rows, table(call), "Nothing is blacklisted.");
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.blacklist, entry -> entry.pollster);
    }

    private static Table<BlacklistDTO> table(Invocation call) {
        return new Table<BlacklistDTO>()
                .key("POLLSTER", entry -> entry.pollster)
                .text("SOURCE", entry -> entry.source)
                .tail("RESOURCE", entry -> entry.resource)
                .number("SINCE", entry -> Times.ago(entry.since, call.now()))
                .number("RETRY", entry -> Times.in(entry.retryAt, call.now()))
                .number("TIMES", entry -> entry.times)
                .note(entry -> entry.reason);
    }
}
