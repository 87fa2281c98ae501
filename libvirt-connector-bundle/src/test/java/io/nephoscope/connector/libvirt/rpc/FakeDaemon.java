package io.nephoscope.connector.libvirt.rpc;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Stands in for libvirtd at a socket of its own. Answers what a client needs to open a connection; for
 * each other procedure, and instead of these answers, a test says what happens.
 */
final class FakeDaemon implements Closeable {

    /** What the daemon does about a call. To do nothing is to hang. */
    @FunctionalInterface
    interface Behaviour {
        void about(Call call) throws IOException;
    }

    /** A call of a client's, which may be answered at any time, in any way, or never. */
    record Call(SocketChannel client, int procedure, int serial, ByteBuffer arguments) {

        void answer(Wire result) throws IOException {
            send(message(result.bytes(), Frame.OK).array());
        }

        void refuse(int code, int domain, String text) throws IOException {
            byte[] error = new Wire()
                    .int32(code)
                    .int32(domain)
                    .int32(1)
                    .text(text)
                    .int32(2)
                    .int32(0)
                    .int32(0)
                    .int32(0)
                    .int32(0)
                    .int32(0)
                    .int32(0)
                    .int32(0)
                    .bytes();
            send(message(error, Frame.ERROR).array());
        }

        /** The whole answer, for tests that do bad things to it. */
        byte[] encoded(Wire result) {
            return message(result.bytes(), Frame.OK).array();
        }

        void send(byte[] bytes) throws IOException {
            synchronized (client) {
                for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    client.write(rest);
                }
            }
        }

        void hangUp() throws IOException {
            client.close();
        }

        private ByteBuffer message(byte[] payload, int status) {
            return Frame.encode(new Frame.Header(Frame.REMOTE, procedure, Frame.REPLY, serial, status), payload);
        }
    }

    /** The numbers of the keepalive messages that clients sent. */
    final BlockingQueue<Integer> keepAlives = new LinkedBlockingQueue<>();

    final List<Call> calls = new CopyOnWriteArrayList<>();

    private final Map<Integer, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Path socket;
    private final ServerSocketChannel server;

    FakeDaemon() throws IOException {
        socket = Files.createTempDirectory("fake").resolve("sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        on(Procedure.AUTH_LIST, call -> call.answer(new Wire().int32(1).int32(0)));
        on(Procedure.CONNECT_SUPPORTS_FEATURE, call -> call.answer(new Wire().int32(1)));
        on(Procedure.CONNECT_OPEN, call -> call.answer(new Wire()));
        on(Procedure.CONNECT_CLOSE, call -> call.answer(new Wire()));
        on(Procedure.CONNECT_GET_LIB_VERSION, call -> call.answer(new Wire().hyper(9_000_000)));
        on(Procedure.CONNECT_DOMAIN_EVENT_REGISTER, call -> call.answer(new Wire().int32(0)));
        on(Procedure.CONNECT_DOMAIN_EVENT_DEREGISTER, call -> call.answer(new Wire()));
        on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, call -> call.answer(new Wire().int32(0)));
        inBackground(this::accept);
    }

    FakeDaemon on(Procedure procedure, Behaviour behaviour) {
        behaviours.put(procedure.number(), behaviour);
        return this;
    }

    String uri() {
        return "qemu+unix:///system?socket=" + socket;
    }

    Path socket() {
        return socket;
    }

    List<Call> calls(Procedure procedure) {
        return calls.stream()
                .filter(call -> call.procedure() == procedure.number())
                .toList();
    }

    /** Sends a keepalive message to the client that called last. */
    void sendKeepAlive(int procedure) throws IOException {
        Frame.Header header = new Frame.Header(Frame.KEEPALIVE, procedure, Frame.MESSAGE, 0, Frame.OK);
        calls.get(calls.size() - 1).send(Frame.encode(header, new byte[0]).array());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Call call : calls) {
            call.hangUp();
        }
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel client = server.accept();
            inBackground(() -> serve(client));
        }
    }

    private void serve(SocketChannel client) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(client));
        while (true) {
            int length = in.readInt();
            int program = in.readInt();
            in.readInt(); // version
            int procedure = in.readInt();
            in.readInt(); // type
            int serial = in.readInt();
            in.readInt(); // status
            ByteBuffer arguments = ByteBuffer.wrap(in.readNBytes(length - 28));
            if (program == Frame.KEEPALIVE) {
                keepAlives.add(procedure);
                continue;
            }
            Call call = new Call(client, procedure, serial, arguments);
            calls.add(call);
            Objects.requireNonNull(behaviours.get(procedure)).about(call);
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    private static void inBackground(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The test closed the daemon, or the client left.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
