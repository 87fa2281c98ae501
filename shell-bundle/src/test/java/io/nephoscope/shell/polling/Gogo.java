package io.nephoscope.shell.polling;

import io.nephoscope.shell.command.Command;
import io.nephoscope.shell.command.Commands;
import io.nephoscope.shell.command.Completion;
import io.nephoscope.shell.command.GogoCommand;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;

/** The real Gogo runtime outside a framework, with the agent's commands and those a test adds. */
public final class Gogo implements AutoCloseable {

    public final ThreadIOImpl threadIo = new ThreadIOImpl();
    public final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    public final Commands commands;

    public Gogo(Agent agent) {
        List<Command> all = PollingCommands.commands(agent);
        Completion completion = new Completion(all);
        commands = completion::of;
        all.forEach(command -> add(command.usage().name(), new GogoCommand(command)));
        threadIo.start();
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
