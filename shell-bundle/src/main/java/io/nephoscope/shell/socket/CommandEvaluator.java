package io.nephoscope.shell.socket;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.CommandLine;
import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.protocol.ShellFrame;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Runs the agent's own commands, and has no other: neither a variable nor a pipe nor an object of the framework. */
public final class CommandEvaluator implements Evaluator {

    private final CommandSet commands;

    public CommandEvaluator(CommandSet commands) {
        this.commands = commands;
    }

    @Override
    public int run(ShellRequest request, OutputStream out, OutputStream err) throws IOException, InterruptedException {
        try {
            List<String> words = request.kind() == ShellFrame.Kind.LINE
                    ? CommandLine.split(String.join(" ", request.words()))
                    : request.words();
            if (!words.isEmpty()) {
                commands.run(words, out, request.width());
            }
            return 0;
        } catch (CommandFailure e) {
            Evaluator.tell(err, e.sentence());
            return e.status();
        } catch (RuntimeException | LinkageError e) {
            Evaluator.tell(err, request.debug() ? Evaluator.trace(e) : Evaluator.sentence(e));
            return CommandFailure.FAILED;
        }
    }

    @Override
    public List<String> complete(List<String> words) {
        return commands.complete(words);
    }

    @Override
    public void abandon() {
        // its thread was interrupted, and nothing else is held
    }
}
