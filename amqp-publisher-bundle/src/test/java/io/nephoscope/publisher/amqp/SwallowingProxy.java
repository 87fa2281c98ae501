package io.nephoscope.publisher.amqp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in front of a broker. While it swallows, connections of before stay open but nothing goes through them any
 * more, in neither direction; new ones are accepted and get no answer.
 */
final class SwallowingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean swallows;
    private int accepted;

    private SwallowingProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static SwallowingProxy open(int target) throws IOException {
        SwallowingProxy proxy = new SwallowingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        start(proxy::accept);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections it has taken so far. */
    synchronized int accepted() {
        return accepted;
    }

    synchronized void swallow() {
        swallows = true;
    }

    synchronized void release() {
        swallows = false;
        notifyAll();
    }

    @Override
    public synchronized void close() throws IOException {
        release();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            Socket client = keep(server.accept());
            count();
            start(() -> {
                awaitRelease();
                Socket broker = keep(new Socket(InetAddress.getLoopbackAddress(), target));
                start(() -> copy(client, broker));
                copy(broker, client);
            });
        }
    }

    private synchronized Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private synchronized void count() {
        accepted++;
    }

    private synchronized void awaitRelease() throws InterruptedException {
        while (swallows) {
            wait();
        }
    }

    /** It no longer reads while it swallows, so that the buffers on the way fill up. */
    private void copy(Socket from, Socket to) throws IOException, InterruptedException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitRelease();
                out.write(buffer, 0, count);
            }
        }
    }

    /** What may fail because the other side has gone. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
