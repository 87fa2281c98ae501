package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import io.nephoscope.shell.text.Words;
import java.util.List;

/** Discovers once, now. */
final class DiscoverCommand implements ShellCommand {

    private static final Usage USAGE = Usage.of("discover", "DISCOVERY", "Discover once, now, and print the resources");

    private final AgentView agent;

    DiscoverCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure, InterruptedException {
        String url = call.arguments().word().orElseThrow();
        DryRunDTO result = DryRunAnswers.attempt(() -> agent.dryRun().discover(url));
        if (!call.json()) {
            result.resources.forEach(resource -> call.out().println(Words.plain(resource)));
        }
        DryRunAnswers.finish(call, result);
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.discoveries, discovery -> discovery.name);
    }
}
