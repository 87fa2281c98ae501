package io.nephoscope.shell.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.protocol.ShellFrame;
import io.nephoscope.shell.protocol.ShellRequest;
import io.nephoscope.shell.socket.Evaluator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Runs one client's lines in a Gogo session, which keeps its variables and lasts until a command is abandoned: Gogo's
 * channels close when the thread that writes to them is interrupted.
 */
final class GogoEvaluator implements Evaluator {

    private static final String ALL_COMMANDS = ".commands";

    private final CommandProcessor processor;
    private final CommandSet commands;
    private final Output out = new Output();
    private final Output err = new Output();
    private @Nullable CommandSession session;

    GogoEvaluator(CommandProcessor processor, CommandSet commands) {
        this.processor = processor;
        this.commands = commands;
    }

    @Override
    public int run(ShellRequest request, OutputStream out, OutputStream err) throws IOException {
        this.out.target = out;
        this.err.target = err;
        CommandSession current = session();
        current.put(GogoCommand.WIDTH, request.width());
        try {
            Object result = current.execute(line(request));
            if (result != null) {
                tell(out, current.format(result, Converter.INSPECT).toString());
            }
            return 0;
        } catch (CommandFailure e) {
            tell(err, e.sentence());
            return e.status();
        } catch (CommandNotFoundException e) {
            tell(err, e.getCommand() + ": unknown command; help lists those of the agent, and Tab all");
            return CommandFailure.UNKNOWN_COMMAND;
        } catch (Exception e) {
            tell(err, request.debug() ? Evaluator.trace(e) : Evaluator.sentence(e));
            return CommandFailure.FAILED;
        }
    }

    /** The agent's own commands by their bare name, others by their full name. */
    @Override
    @SuppressWarnings("unchecked") // Gogo answers with the names of its commands
    public List<String> complete(List<String> words) {
        List<String> own = commands.complete(words);
        if (words.size() != 1) {
            return own;
        }
        Set<String> all = (Set<String>) session().get(ALL_COMMANDS);
        return Stream.concat(own.stream(), all.stream().filter(name -> !name.startsWith(CommandSet.SCOPE + ":")))
                .filter(name -> name.startsWith(words.get(0)))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public synchronized void abandon() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private synchronized CommandSession session() {
        if (session == null) {
            CommandSession fresh = processor.createSession(
                    InputStream.nullInputStream(),
                    new PrintStream(out, true, UTF_8),
                    new PrintStream(err, true, UTF_8));
            fresh.put("SCOPE", CommandSet.SCOPE + ":*");
            fresh.put(CommandSession.OPTION_NO_GLOB, true);
            session = fresh;
        }
        return session;
    }

    private static String line(ShellRequest request) {
        return request.kind() == ShellFrame.Kind.LINE
                ? String.join(" ", request.words())
                : Quoting.line(request.words());
    }

    private static void tell(OutputStream target, String text) throws IOException {
        Evaluator.tell(target, text);
    }

    /** A session's stream, which leads to the command that runs. */
    private static final class Output extends OutputStream {

        private volatile OutputStream target = OutputStream.nullOutputStream();

        @Override
        public void write(int b) throws IOException {
            target.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            target.write(bytes, from, length);
        }
    }
}
