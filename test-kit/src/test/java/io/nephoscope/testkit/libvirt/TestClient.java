package io.nephoscope.testkit.libvirt;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** Sends messages as they are and reads what comes. */
final class TestClient implements Closeable {

    private final SocketChannel channel;
    private final DataInputStream in;
    private int serial;

    TestClient(FakeLibvirtd daemon) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(daemon.socket()));
        in = new DataInputStream(Channels.newInputStream(channel));
    }

    /** Calls and waits for the next message, whatever it is. */
    Message call(LibvirtProcedure procedure, Wire arguments) throws IOException {
        send(procedure, arguments);
        return next();
    }

    void send(LibvirtProcedure procedure, Wire arguments) throws IOException {
        send(new Message(Message.REMOTE, procedure.number(), Message.CALL, ++serial, Message.OK, arguments));
    }

    void send(Message message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(message.encoded());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    Message next() throws IOException {
        return Message.read(in);
    }

    int read() throws IOException {
        return in.read();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
