package io.nephoscope.shell.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Commands;
import io.nephoscope.shell.protocol.Frame;
import io.nephoscope.shell.protocol.Request;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;

/** Runs one client's commands in a Gogo session, which lasts until a command is interrupted. */
final class Console implements AutoCloseable {

    private static final String ALL_COMMANDS = ".commands";

    private final CommandProcessor processor;
    private final Commands commands;
    private final Reply reply;
    private @Nullable CommandSession session;
    private @Nullable FrameStream out;
    private @Nullable FrameStream err;
    private boolean ended;

    Console(CommandProcessor processor, Commands commands, Reply reply) {
        this.processor = processor;
        this.commands = commands;
        this.reply = reply;
    }

    /** Runs a command to its end. Its output and its errors go to the client; the status is returned. */
    int run(Request request) throws IOException {
        CommandSession current = session();
        current.put(Commands.WIDTH, request.width());
        try {
            Object result = current.execute(line(request));
            if (result != null) {
                send(Frame.Kind.OUT, current.format(result, Converter.INSPECT).toString());
            }
            return 0;
        } catch (CommandFailure e) {
            if (!e.sentence().isEmpty()) {
                send(Frame.Kind.ERR, e.sentence());
            }
            return e.status();
        } catch (CommandNotFoundException e) {
            send(Frame.Kind.ERR, Suggestions.notFound(e.getCommand(), names(current)));
            return CommandFailure.UNKNOWN_COMMAND;
        } catch (Exception e) {
            return failed(request, current, e);
        }
    }

    /** How the last of the words may go on. */
    List<String> complete(List<String> words) throws IOException {
        return commands.complete(words, names(session()));
    }

    /**
     * Abandons the command that runs. Its threads are interrupted and what it still writes is dropped. Holding
     * the reply's lock keeps the interrupt from hitting a write, which would close the connection.
     */
    void interrupt() {
        synchronized (reply) {
            synchronized (this) {
                if (session != null && out != null && err != null) {
                    out.close();
                    err.close();
                    session.close();
                    session = null;
                }
            }
        }
    }

    /** Abandons the command that runs and begins no other. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
        }
        interrupt();
    }

    private synchronized CommandSession session() throws IOException {
        if (ended) {
            throw new EOFException("the client left");
        }
        if (session == null) {
            FrameStream newOut = new FrameStream(reply, Frame.Kind.OUT);
            FrameStream newErr = new FrameStream(reply, Frame.Kind.ERR);
            CommandSession fresh = processor.createSession(InputStream.nullInputStream(), newOut, newErr);
            fresh.put("SCOPE", Commands.SCOPE + ":*");
            fresh.put(CommandSession.OPTION_NO_GLOB, true);
            out = newOut;
            err = newErr;
            session = fresh;
        }
        return session;
    }

    private synchronized boolean abandoned(CommandSession current) {
        return session != current;
    }

    private int failed(Request request, CommandSession current, Exception failure) throws IOException {
        if (abandoned(current)) {
            return CommandFailure.INTERRUPTED;
        }
        send(Frame.Kind.ERR, request.debug() ? trace(failure) : sentence(failure));
        return CommandFailure.FAILED;
    }

    private static String line(Request request) {
        return request.kind() == Frame.Kind.LINE ? String.join(" ", request.words()) : Quoting.line(request.words());
    }

    @SuppressWarnings("unchecked") // Gogo answers with the names of its commands
    private static Set<String> names(CommandSession session) {
        return (Set<String>) session.get(ALL_COMMANDS);
    }

    private void send(Frame.Kind kind, String text) throws IOException {
        try (OutputStream stream = new FrameStream(reply, kind)) {
            stream.write((text.endsWith("\n") ? text : text + "\n").getBytes(UTF_8));
        }
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getName() : message;
    }

    private static String trace(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
