package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.BlacklistDTO;
import io.nephoscope.shell.command.CommandArguments;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.Option;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lifts blacklistings. */
final class UnblacklistCommand implements ShellCommand {

    private static final String SOURCE = "--source";
    private static final String RESOURCE = "--resource";
    private static final String ALL = "--all";

    private static final Usage USAGE = Usage.of(
            "unblacklist",
            "[POLLSTER]",
            "Let the next cycle try blacklisted resources again",
            Option.value(SOURCE, "NAME", "only those of this source"),
            Option.value(RESOURCE, "ID", "only those of this resource"),
            Option.flag(ALL, "needed to lift all there are"));

    private final AgentView agent;

    UnblacklistCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        CommandArguments arguments = call.arguments();
        Optional<String> pollster = arguments.word();
        Optional<String> source = arguments.value(SOURCE);
        Optional<String> resource = arguments.value(RESOURCE);
        boolean nothingGiven = pollster.isEmpty() && source.isEmpty() && resource.isEmpty();
        if (nothingGiven != arguments.has(ALL)) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "unblacklist: name a pollster, --source or --resource, or give --all alone");
        }
        int lifted = agent.blacklistControl().clear(pollster, source, resource);
        if (call.json()) {
            call.printJson(Map.of("lifted", lifted));
        } else {
            call.out().println(lifted == 0 ? "Nothing that matches is blacklisted." : "Lifted: " + lifted + ".");
        }
    }

    @Override
    public List<String> candidates(List<String> words) {
        return agent.names(state -> state.blacklist, wanted(words.get(words.size() - 2)));
    }

    private static Function<BlacklistDTO, String> wanted(String before) {
        return switch (before) {
            case SOURCE -> entry -> entry.source;
            case RESOURCE -> entry -> entry.resource;
            default -> entry -> entry.pollster;
        };
    }
}
