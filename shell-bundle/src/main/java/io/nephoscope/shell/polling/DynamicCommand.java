package io.nephoscope.shell.polling;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;

/** Runs the definitions of a file once, by the means of the running agent, and tells each step. */
final class DynamicCommand implements ShellCommand {

    private static final Usage USAGE = Usage.of(
            "dynamic", "FILE", "Run a file's dynamic pollsters once, and tell each step", DefinitionFiles.OPTIONS);

    private final AgentView agent;

    DynamicCommand(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Invocation call) throws CommandFailure, InterruptedException {
        DefinitionFiles.run(call, agent.definitionTrial());
    }
}
