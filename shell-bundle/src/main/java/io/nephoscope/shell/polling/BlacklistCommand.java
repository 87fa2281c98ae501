package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.BlacklistDTO;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import java.util.List;

/** Shows what is no longer polled, why, and until when. */
final class BlacklistCommand extends ListingCommand<BlacklistDTO> {

    private static final Usage USAGE =
            Usage.of("blacklist", "[GLOB]", "List the resources that are no longer polled, and why");

    BlacklistCommand(AgentView agent) {
        super(agent, USAGE, "Nothing is blacklisted.");
    }

    @Override
    List<BlacklistDTO> in(AgentDTO state) {
        return state.blacklist;
    }

    @Override
    String name(BlacklistDTO row) {
        return row.pollster;
    }

    @Override
    Table<BlacklistDTO> table(Invocation call) {
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
