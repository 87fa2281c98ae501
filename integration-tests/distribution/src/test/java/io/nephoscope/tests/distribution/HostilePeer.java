package io.nephoscope.tests.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers whatever it is asked with the same nonsense. */
final class HostilePeer implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    /** What it answers. */
    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into the bytes.
    enum Answer {
        /** It closes the connection at once. */
        NONE,
        /** It accepts, and says nothing more. */
        SILENCE,
        /** It answers in another protocol. */
        HTTP("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
        /** Random bytes without end. */
        NOISE,
        /** Zeros without end. */
        ZEROS,
        /** A message that says that it has two gigabytes, in the number formats of AMQP and of libvirt. */
        HUGE_LENGTH(new byte[] {0x7f, -1, -1, -1, 0x7f, -1, -1, -1, 0x7f, -1, -1, -1}),
        /** A message that says that it has a negative length. */
        NEGATIVE_LENGTH(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}),
        /** What AMQP begins with, and then no frame at all but the end of one. */
        BROKEN_FRAME(new byte[] {1, 0, 0, 0, 0, 0, 4, 0, 10, 0, 11, 'x'});

        private final byte[] bytes;

        Answer(byte... bytes) {
            this.bytes = bytes;
        }
    }

    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Answer answer;

    private HostilePeer(ServerSocketChannel server, Answer answer) {
        this.server = server;
        this.answer = answer;
        threads.execute(this::accept);
    }

    /** Listens on a port of its own. */
    static HostilePeer onTcp(Answer answer) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new HostilePeer(server, answer);
    }

    /** Listens on a Unix socket. */
    static HostilePeer onUnix(Path socket, Answer answer) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new HostilePeer(server, answer);
    }

    int port() throws IOException {
        SocketAddress address = server.getLocalAddress();
        return ((InetSocketAddress) address).getPort();
    }

    /** Answers so from the next connection on. */
    void answer(Answer next) {
        answer = next;
    }

    /** How many came so far. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                connections.incrementAndGet();
                Answer now = answer;
                threads.execute(() -> serve(client, now));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void serve(SocketChannel client, Answer answer) {
        try (client) {
            switch (answer) {
                case NONE -> {}
                case NOISE -> pour(client, true);
                case ZEROS -> pour(client, false);
                default -> {
                    client.write(ByteBuffer.wrap(answer.bytes));
                    readToTheEnd(client);
                }
            }
        } catch (IOException e) {
            // The client has had enough of it.
        }
    }

    private static void pour(SocketChannel client, boolean random) throws IOException {
        Random noise = new Random(4711);
        byte[] piece = new byte[PIECE];
        while (true) {
            if (random) {
                noise.nextBytes(piece);
            }
            client.write(ByteBuffer.wrap(piece));
        }
    }

    private static void readToTheEnd(SocketChannel client) throws IOException {
        ByteBuffer ignored = ByteBuffer.allocate(PIECE);
        while (client.read(ignored) >= 0) {
            ignored.clear();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
