package io.nephoscope.shell.socket;

import io.nephoscope.shell.protocol.ShellFrame;
import io.nephoscope.shell.protocol.ShellFrame.Kind;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** Speaks the protocol as the shell's client does. */
final class TestClient implements AutoCloseable {

    private final SocketChannel channel;

    TestClient(Path socket) throws IOException {
        this(socket, ShellRequest.GREETING);
    }

    TestClient(Path socket, int greeting) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, greeting));
    }

    /** What a command answered. */
    record Answer(String out, String err, int status) {}

    Answer words(String... words) throws IOException {
        start(new ShellRequest(Kind.WORDS, 80, false, List.of(words)));
        return answer();
    }

    Answer line(String line) throws IOException {
        start(new ShellRequest(Kind.LINE, 80, false, List.of(line)));
        return answer();
    }

    Answer debug(String line) throws IOException {
        start(new ShellRequest(Kind.LINE, 80, true, List.of(line)));
        return answer();
    }

    List<String> complete(String... words) throws IOException {
        start(new ShellRequest(Kind.COMPLETE, 0, false, List.of(words)));
        return List.of(receive().text().split("\n", -1));
    }

    void start(ShellRequest request) throws IOException {
        request.toFrame().writeTo(channel);
    }

    void interrupt() throws IOException {
        ShellFrame.of(Kind.INTERRUPT, "").writeTo(channel);
    }

    ShellFrame receive() throws IOException {
        return ShellFrame.readFrom(channel);
    }

    Answer answer() throws IOException {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        ShellFrame frame = receive();
        while (frame.kind() != Kind.EXIT) {
            (frame.kind() == Kind.OUT ? out : err).append(frame.text());
            frame = receive();
        }
        return new Answer(out.toString(), err.toString(), Integer.parseInt(frame.text()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
