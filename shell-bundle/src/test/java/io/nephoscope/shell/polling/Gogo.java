package io.nephoscope.shell.polling;

import io.nephoscope.shell.command.Commands;
import io.nephoscope.shell.command.Completion;
import io.nephoscope.shell.command.GogoCommand;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;

/** The real Gogo runtime outside a framework, with the agent's commands and those a test adds. */
public final class Gogo implements AutoCloseable {

    public final ThreadIOImpl threadIo = new ThreadIOImpl();
    public final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    public final Commands commands;

    public Gogo(Agent agent) {
        commands = commands(agent);
        PollingCommands.commands(agent).forEach(command -> add(command.usage().name(), new GogoCommand(command)));
        threadIo.start();
    }

    /** What knows how a line may go on. */
    public static Commands commands(Agent agent) {
        return new Completion(PollingCommands.commands(agent))::of;
    }

    public void add(String name, Function function) {
        processor.addCommand(Commands.SCOPE, function, name);
    }

    @Override
    public void close() {
        processor.stop();
        threadIo.stop();
    }
}
