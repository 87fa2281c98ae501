package io.nephoscope.testkit.openstack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/**
 * HTTP/1.1 at a socket, so that connections can break in every way; connections are kept. A daemon thread for each
 * connection.
 */
final class FakeHttpServer implements AutoCloseable {

    private static final int BACKLOG = 200;
    /** An answer of at most so many bytes goes out in one piece. */
    private static final int ONE_PIECE = 64 << 10;

    private final ServerSocket server;
    private final Function<HttpCall, HttpAnswer> application;
    private final Traffic traffic;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Where it listens.
     *
     * @param port 0 for any
     */
    record Address(ServerSocketFactory sockets, String host, int port) {

        ServerSocket listen() throws IOException {
            return sockets.createServerSocket(port, BACKLOG, InetAddress.getByName(host));
        }
    }

    private FakeHttpServer(ServerSocket server, Function<HttpCall, HttpAnswer> application, Traffic traffic) {
        this.server = server;
        this.application = application;
        this.traffic = traffic;
    }

    static FakeHttpServer start(Address address, Function<HttpCall, HttpAnswer> application, Traffic traffic)
            throws IOException {
        FakeHttpServer server = new FakeHttpServer(address.listen(), application, traffic);
        server.spawn(server::accept);
        return server;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections there were so far. */
    long accepted() {
        return accepted.get();
    }

    private interface Work {

        void run() throws IOException;
    }

    private void spawn(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The client went, or the server was closed: there is nobody left to tell.
                    }
                },
                "fake-cloud");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (closed.getCount() > 0) {
            Socket socket = server.accept();
            accepted.incrementAndGet();
            connections.add(socket);
            spawn(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            RequestReader in = new RequestReader(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), ONE_PIECE);
            for (HttpCall call = in.next(); call != null; call = in.next()) {
                if (!answer(call, in.bytes(), socket, out)) {
                    return;
                }
            }
        } finally {
            connections.remove(socket);
        }
    }

    /** @return whether the connection is kept */
    private boolean answer(HttpCall call, long received, Socket socket, OutputStream out) throws IOException {
        traffic.began(call);
        long sent = 0;
        try {
            HttpAnswer answer = application.apply(call);
            pause(answer.delay().toNanos());
            boolean head = call.method().equals("HEAD");
            byte[] top = top(answer, head);
            boolean whole = head || answer.manner() == HttpAnswer.Manner.WHOLE;
            int length = head ? 0 : whole ? answer.length() : answer.length() / 2;
            out.write(top);
            answer.writeTo(out, length);
            out.flush();
            sent = (long) top.length + length;
            if (!whole) {
                breakOff(answer.manner(), socket);
            }
            return whole;
        } finally {
            traffic.ended(call, received, sent);
        }
    }

    private static byte[] top(HttpAnswer answer, boolean head) {
        StringBuilder top =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" Fake\r\n");
        answer.headers()
                .forEach((name, value) ->
                        top.append(name).append(": ").append(value).append("\r\n"));
        if (answer.manner() == HttpAnswer.Manner.UNTOLD) {
            top.append("Connection: close\r\n");
        } else if (answer.status() != 204 && !head) {
            top.append("Content-Length: ").append(answer.length()).append("\r\n");
        }
        return top.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void breakOff(HttpAnswer.Manner manner, Socket socket) throws IOException {
        if (manner == HttpAnswer.Manner.RESET) {
            socket.setSoLinger(true, 0);
        } else if (manner == HttpAnswer.Manner.STALL) {
            pause(TimeUnit.DAYS.toNanos(1));
        }
    }

    /** Ends early when the server is closed. */
    private void pause(long nanos) throws IOException {
        try {
            if (nanos > 0 && closed.await(nanos, TimeUnit.NANOSECONDS)) {
                throw new IOException("the server is closed");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
