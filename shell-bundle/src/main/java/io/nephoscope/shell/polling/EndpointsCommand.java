package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.EndpointDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import java.util.List;

/** Shows the services of a cloud that were asked and how long the token is good, and the devices that are not well. */
final class EndpointsCommand implements ShellCommand {

    private static final Usage USAGE =
            Usage.of("endpoints", "[GLOB]", "List what a cloud and devices were asked, and how it went");

    private final AgentView agent;

    EndpointsCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<EndpointDTO> rows = agent.endpoints().stream()
                .filter(endpoint -> call.names(endpoint.service))
                .toList();
        call.print(rows, table(call), "Nothing was asked yet, or nothing matches.");
    }

    private static Table<EndpointDTO> table(Invocation call) {
        return new Table<EndpointDTO>()
                .key("SERVICE", endpoint -> endpoint.service)
                .text("ADDRESS", endpoint -> endpoint.address)
                .number("CALLS", endpoint -> endpoint.calls)
                .number("ERRORS", endpoint -> endpoint.errors)
                .number(
                        "SLOWEST",
                        endpoint -> endpoint.slowestMillis == 0 ? "" : Times.duration(endpoint.slowestMillis))
                .number("PARALLEL", endpoint -> endpoint.parallel == 0 ? "" : endpoint.parallel)
                .note(endpoint -> endpoint.tokenExpiresAt == 0
                        ? ""
                        : "the token expires " + Times.in(endpoint.tokenExpiresAt, call.now()))
                .note(endpoint -> endpoint.error.isEmpty()
                        ? ""
                        : Times.failing(endpoint.failingSince, 0, call.now()) + ": " + endpoint.error)
                .note(endpoint ->
                        endpoint.restsUntil == 0 ? "" : "asked again " + Times.in(endpoint.restsUntil, call.now()));
    }
}
