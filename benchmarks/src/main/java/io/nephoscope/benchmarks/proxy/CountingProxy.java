package io.nephoscope.benchmarks.proxy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A socket that leads to a daemon's, and counts the calls on the way. */
public final class CountingProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final Path socket;
    private final Path target;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Traffic traffic = new Traffic();

    private CountingProxy(Path socket, Path target, ServerSocketChannel server) {
        this.socket = socket;
        this.target = target;
        this.server = server;
    }

    /** Opens a socket that leads to another. */
    public static CountingProxy open(Path socket, Path target) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        CountingProxy proxy = new CountingProxy(socket, target, server);
        start("benchmark-proxy", proxy::accept);
        return proxy;
    }

    /** Where to connect to. */
    public Path socket() {
        return socket;
    }

    /** What was asked since it was last taken. */
    public Calls take() {
        return traffic.take();
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                serve(server.accept());
            }
        } catch (IOException e) {
            // Closing the server ends the wait.
        }
    }

    private void serve(SocketChannel client) throws IOException {
        open.add(client);
        SocketChannel daemon = SocketChannel.open(UnixDomainSocketAddress.of(target));
        open.add(daemon);
        CallScanner scanner = new CallScanner(traffic);
        start("benchmark-proxy-calls", () -> pump(client, daemon, scanner::scan));
        start("benchmark-proxy-replies", () -> pump(daemon, client, bytes -> {}));
    }

    /** Moves bytes until one side closes; then closes both. */
    private void pump(SocketChannel from, SocketChannel to, Consumer<ByteBuffer> eye) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                eye.accept(bytes.duplicate());
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
        } catch (IOException e) {
            // A peer that ends, or is ended, leaves its connection so.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is expected of it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(this::close);
        Files.deleteIfExists(socket);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
