package io.nephoscope.shell.debug;

import io.nephoscope.shell.command.CommandSet;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

/** The real Gogo runtime outside a framework, with the agent's commands and those a test adds. */
final class Gogo implements AutoCloseable {

    final ThreadIOImpl threadIo = new ThreadIOImpl();
    final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);

    Gogo(CommandSet commands) {
        commands.all()
                .forEach(command -> processor.addCommand(
                        CommandSet.SCOPE,
                        new GogoCommand(command),
                        command.usage().name()));
        threadIo.start();
    }

    @Override
    public void close() {
        processor.stop();
        threadIo.stop();
    }
}
