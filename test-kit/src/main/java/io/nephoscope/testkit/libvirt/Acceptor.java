package io.nephoscope.testkit.libvirt;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The socket and its connections, each of which has a thread that reads. */
final class Acceptor implements Closeable {

    private final Path socket;
    private final boolean temporary;
    private final ServerSocketChannel server;
    private final Set<ServedClient> clients = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();

    /** Binds the socket; one that a dead daemon left is replaced. */
    static Acceptor bind(Path socket) throws IOException {
        return bind(socket, false);
    }

    /** Binds a socket in a new folder, which is removed in the end. */
    static Acceptor bindAnywhere() throws IOException {
        return bind(Files.createTempDirectory("fake-libvirtd").resolve("socket"), true);
    }

    private static Acceptor bind(Path socket, boolean temporary) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return new Acceptor(socket, temporary, server.bind(UnixDomainSocketAddress.of(socket)));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private Acceptor(Path socket, boolean temporary, ServerSocketChannel server) {
        this.temporary = temporary;
        this.socket = socket;
        this.server = server;
    }

    /** @param slots how many calls of a client's are in work at a time */
    void start(int slots, ServedClient.Listener listener) {
        start("fake-libvirtd-accept", () -> {
            while (true) {
                ServedClient client = new ServedClient(server.accept(), slots, gate);
                clients.add(client);
                start("fake-libvirtd-client", () -> serve(client, listener));
            }
        });
    }

    void forEach(Consumer<ServedClient> action) {
        clients.forEach(action);
    }

    int count() {
        return clients.size();
    }

    Gate gate() {
        return gate;
    }

    /** Closes all connections and takes no more. */
    @Override
    public void close() throws IOException {
        server.close();
        gate.open();
        clients.forEach(ServedClient::close);
        Files.deleteIfExists(socket);
        if (temporary) {
            Files.deleteIfExists(socket.toAbsolutePath().getParent());
        }
    }

    Path socket() {
        return socket;
    }

    private void serve(ServedClient client, ServedClient.Listener listener) throws IOException, InterruptedException {
        try (client) {
            client.serve(listener);
        } finally {
            clients.remove(client);
            listener.left(client);
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // The client left, or the daemon was closed.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
