package io.nephoscope.launcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.protocol.ShellFrame;
import io.nephoscope.shell.protocol.ShellFrame.Kind;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The running agent, as reached through its socket. Connects when first asked, and anew after a loss. */
final class RunningAgent implements AutoCloseable {

    private final Path socket;
    private final boolean debug;
    private final OutputStream out;
    private final OutputStream err;
    private volatile @Nullable SocketChannel connection;

    RunningAgent(Path socket, boolean debug, OutputStream out, OutputStream err) {
        this.socket = socket;
        this.debug = debug;
        this.out = out;
        this.err = err;
    }

    /** Connects, so that a missing agent is noticed before anything is asked. */
    void connect() throws ShellFailure {
        SocketChannel channel = connection;
        if (channel != null) {
            return;
        }
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, ShellRequest.GREETING));
            connection = channel;
        } catch (IOException e) {
            throw ShellFailure.at(socket, e);
        }
    }

    /**
     * Runs a command to its end and shows its answer.
     *
     * @param kind LINE or WORDS
     * @param width columns that the answer may take
     * @return the command's status
     */
    int run(Kind kind, List<String> words, int width) throws IOException {
        for (ShellFrame frame = ask(kind, words, width); ; frame = next()) {
            switch (frame.kind()) {
                case OUT -> show(frame);
                case ERR -> err.write(frame.body());
                case EXIT -> {
                    return Integer.parseInt(frame.text());
                }
                default -> throw new IOException("the agent answered with " + frame.kind());
            }
        }
    }

    /** How the last of the words may go on; nothing while the agent cannot be asked. */
    List<String> complete(List<String> words) {
        try {
            String candidates = ask(Kind.COMPLETE, words, 0).text();
            return candidates.isEmpty() ? List.of() : List.of(candidates.split("\n", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Abandons the command that runs in another thread, which then ends with a status. */
    void interrupt() {
        try {
            send(ShellFrame.of(Kind.INTERRUPT, ""));
        } catch (IOException e) {
            close();
        }
    }

    /** Shows why something failed, if there is anything to say. */
    void complain(String sentence) throws IOException {
        if (!sentence.isEmpty()) {
            err.write((sentence + "\n").getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        SocketChannel channel = connection;
        connection = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the connection cannot be closed", e);
            }
        }
    }

    private void show(ShellFrame frame) throws ShellFailure {
        try {
            out.write(frame.body());
        } catch (IOException e) {
            throw ShellFailure.outputClosed();
        }
    }

    private ShellFrame ask(Kind kind, List<String> words, int width) throws IOException {
        ShellFrame request = new ShellRequest(kind, width, debug, words).toFrame();
        connect();
        try {
            send(request);
        } catch (IOException e) {
            close(); // the agent was restarted since
            connect();
            send(request);
        }
        return next();
    }

    private synchronized void send(ShellFrame frame) throws IOException {
        SocketChannel channel = connection;
        if (channel != null) {
            frame.writeTo(channel);
        }
    }

    private ShellFrame next() throws IOException {
        SocketChannel channel = connection;
        if (channel == null) {
            throw ShellFailure.lost();
        }
        ShellFrame frame;
        try {
            frame = ShellFrame.readFrom(channel);
        } catch (IOException e) {
            close();
            throw ShellFailure.lost();
        }
        if (frame.kind() == Kind.REFUSED) {
            close();
            throw ShellFailure.refused(frame.text());
        }
        return frame;
    }
}
