package io.nephoscope.shell.debug;

import io.nephoscope.shell.command.CommandSet;
import java.io.InputStream;
import java.io.PrintStream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

/** The real Gogo runtime outside a framework, with the agent's commands and those a test adds. */
final class Gogo implements AutoCloseable {

    private static final InputStream IN = System.in;
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    final ThreadIOImpl threadIo;
    final CommandProcessorImpl processor;

    Gogo(CommandSet commands) {
        // A command of an earlier one that was abandoned may have put that one's streams back after it was closed.
        System.setIn(IN);
        System.setOut(OUT);
        System.setErr(ERR);
        threadIo = new ThreadIOImpl();
        processor = new CommandProcessorImpl(threadIo);
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
