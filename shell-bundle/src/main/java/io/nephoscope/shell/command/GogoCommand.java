package io.nephoscope.shell.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** A command as Gogo calls it. Its answer goes where the pipe leads, as UTF-8 whatever the agent's locale. */
public final class GogoCommand implements Function {

    private static final int DEFAULT_WIDTH = 80;
    private static final int MIN_WIDTH = 40;
    private static final int MAX_WIDTH = 1000;

    private final Command command;

    public GogoCommand(Command command) {
        this.command = command;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> words) throws Exception {
        Process process = Process.Utils.current();
        OutputStream target = process == null ? session.getConsole() : process.out();
        PrintStream out = new PrintStream(target, false, UTF_8);
        try {
            run(words.stream().map(String::valueOf).toList(), out, width(session));
        } finally {
            out.flush();
        }
        return null;
    }

    private void run(List<String> words, PrintStream out, int width) throws CommandFailure, InterruptedException {
        Arguments arguments = Arguments.of(command.usage(), words);
        if (arguments.has(Usage.HELP.name())) {
            out.print(command.usage().help(width));
        } else {
            command.run(new Invocation(arguments, out, width, Instant.now()));
        }
    }

    private static int width(CommandSession session) {
        int width = session.get(Commands.WIDTH) instanceof Integer columns ? columns : DEFAULT_WIDTH;
        return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width));
    }
}
