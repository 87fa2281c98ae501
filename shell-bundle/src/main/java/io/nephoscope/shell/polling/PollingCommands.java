package io.nephoscope.shell.polling;

import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.command.ShellCommand;
import java.util.ArrayList;
import java.util.List;

/** All commands of the agent. */
public final class PollingCommands {

    private PollingCommands() {}

    /** The commands, by what an operator asks first. */
    public static CommandSet of(AgentView agent) {
        List<ShellCommand> commands = new ArrayList<>();
        commands.add(new StatusCommand(agent));
        commands.add(new HealthCommand(agent));
        commands.add(new PollstersCommand(agent));
        commands.add(new DiscoveriesCommand(agent));
        commands.add(new SourcesCommand(agent));
        commands.add(new TasksCommand(agent));
        commands.add(new OutcomesCommand(agent));
        commands.add(new CompletenessCommand(agent));
        commands.add(new PartitionsCommand(agent));
        commands.add(new ExplainCommand(agent));
        commands.add(new PublishersCommand(agent));
        commands.add(new PluginsCommand(agent));
        commands.add(new EndpointsCommand(agent));
        commands.add(new BlacklistCommand(agent));
        commands.add(new UnblacklistCommand(agent));
        commands.add(new PollCommand(agent));
        commands.add(new DiscoverCommand(agent));
        commands.add(new DynamicCommand(agent));
        commands.add(new HelpCommand(commands));
        return new CommandSet(commands);
    }
}
