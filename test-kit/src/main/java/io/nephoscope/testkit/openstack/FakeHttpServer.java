package io.nephoscope.testkit.openstack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    private static final int LONGEST_LINE = 64 << 10;

    private final ServerSocket server;
    private final Function<HttpCall, HttpAnswer> application;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeHttpServer(ServerSocket server, Function<HttpCall, HttpAnswer> application) {
        this.server = server;
        this.application = application;
    }

    static FakeHttpServer start(ServerSocketFactory sockets, Function<HttpCall, HttpAnswer> application)
            throws IOException {
        ServerSocket socket = sockets.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
        FakeHttpServer server = new FakeHttpServer(socket, application);
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
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                String request = line(in);
                if (request.isEmpty()) {
                    return;
                }
                HttpCall call = call(request, in);
                HttpAnswer answer = application.apply(call);
                if (!send(answer, call.method().equals("HEAD"), socket, out)) {
                    return;
                }
            }
        } finally {
            connections.remove(socket);
        }
    }

    private static HttpCall call(String request, InputStream in) throws IOException {
        String[] words = request.split(" ", -1);
        String target = words.length > 1 ? words[1] : "/";
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int question = target.indexOf('?');
        return new HttpCall(
                words[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is too long");
            }
        }
        return line.toString();
    }

    /** @return whether the connection is kept */
    private boolean send(HttpAnswer answer, boolean head, Socket socket, OutputStream out) throws IOException {
        pause(answer.delay().toNanos());
        boolean untold = answer.manner() == HttpAnswer.Manner.UNTOLD;
        byte[] body = answer.body();
        StringBuilder top =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" Fake\r\n");
        answer.headers()
                .forEach((name, value) ->
                        top.append(name).append(": ").append(value).append("\r\n"));
        if (untold) {
            top.append("Connection: close\r\n");
        } else if (answer.status() != 204 && !head) {
            top.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(top.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (head) {
            return true;
        }
        boolean whole = answer.manner() == HttpAnswer.Manner.WHOLE;
        out.write(body, 0, whole ? body.length : body.length / 2);
        out.flush();
        switch (answer.manner()) {
            case RESET -> socket.setSoLinger(true, 0);
            case STALL -> pause(TimeUnit.DAYS.toNanos(1));
            default -> {}
        }
        return whole;
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
