package io.nephoscope.shell.debug;

import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.command.ShellCommand;
import java.io.OutputStream;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** One of the agent's own commands as Gogo calls it. Its answer goes where the pipe leads. */
final class GogoCommand implements Function {

    /** The variable of a Gogo session that holds how many columns the client's terminal has. */
    static final String WIDTH = "nephoscope.width";

    private static final int DEFAULT_WIDTH = 80;

    private final ShellCommand command;

    GogoCommand(ShellCommand command) {
        this.command = command;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> words) throws Exception {
        Process process = Process.Utils.current();
        OutputStream out = process == null ? session.getConsole() : process.out();
        int width = session.get(WIDTH) instanceof Integer columns ? columns : DEFAULT_WIDTH;
        CommandSet.run(command, words.stream().map(String::valueOf).toList(), out, width);
        return null;
    }
}
