package io.nephoscope.tests.distribution;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;

/**
 * Stands before one service of the cloud, and does to its answers what a test says. Each connection carries one request,
 * and has a daemon thread.
 */
final class FaultyProxy implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final int target;
    private final ServerSocketFactory sockets;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile ServerSocket server;
    private final AtomicReference<Affliction> affliction = new AtomicReference<>(Affliction.NONE);

    private FaultyProxy(int target, ServerSocketFactory sockets) throws IOException {
        this.target = target;
        this.sockets = sockets;
        server = listen(0);
    }

    /** @param target the service's port */
    static FaultyProxy before(int target) throws IOException {
        return before(target, ServerSocketFactory.getDefault());
    }

    /** @param sockets which say how it is spoken with: the service itself has no TLS */
    static FaultyProxy before(int target, ServerSocketFactory sockets) throws IOException {
        return new FaultyProxy(target, sockets);
    }

    /** What happens to a request instead of being forwarded. */
    interface Fault {

        void apply(Exchange exchange) throws IOException;

        /** Another answer, without a body. */
        static Fault answering(int status, String... headers) {
            return exchange ->
                    exchange.answer("HTTP/1.1 " + status + " Fault\r\nContent-Length: 0\r\nConnection: close\r\n"
                            + String.join(
                                    "",
                                    List.of(headers).stream()
                                            .map(header -> header + "\r\n")
                                            .toList())
                            + "\r\n");
        }

        /** The right answer, which begins later. */
        static Fault late(Duration delay) {
            return exchange -> {
                if (exchange.clientStays(delay)) {
                    exchange.forward();
                }
            };
        }

        /** So many bytes of the right answer, then a reset. */
        static Fault resettingAfter(int bytes) {
            return exchange -> {
                exchange.forward(bytes);
                exchange.client().setSoLinger(true, 0);
            };
        }

        /** So many bytes of the right answer, then nothing more while the client waits. */
        static Fault stallingAfter(int bytes) {
            return exchange -> {
                exchange.forward(bytes);
                exchange.clientStays(Duration.ZERO);
            };
        }
    }

    /** One request: its head and body are read. */
    record Exchange(Socket client, InputStream in, String request, int target) {

        void answer(String text) throws IOException {
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void forward() throws IOException {
            forward(Integer.MAX_VALUE);
        }

        /** Hands the request on, and so many bytes of the answer back. */
        void forward(int bytes) throws IOException {
            try (Socket service = new Socket(LOOPBACK, target)) {
                service.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                InputStream answer = service.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[1 << 13];
                for (int left = bytes; left > 0; ) {
                    int read = answer.read(buffer, 0, Math.min(left, buffer.length));
                    if (read < 0) {
                        return;
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
        }

        /** Waits for as long, or for ever if it is zero; whether the client is still there. */
        boolean clientStays(Duration time) throws IOException {
            client.setSoTimeout((int) time.toMillis());
            try {
                return in.read() >= 0;
            } catch (SocketTimeoutException e) {
                return true;
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /**
     * What happens, and to which requests.
     *
     * @param which by their first line
     */
    private record Affliction(Predicate<String> which, Fault fault, boolean once) {

        static final Affliction NONE = new Affliction(request -> false, Exchange::forward, false);
    }

    /** Does this to each request from now on. */
    void does(Fault fault) {
        affliction.set(new Affliction(request -> true, fault, false));
    }

    /**
     * Does this to the next of some requests, and nothing to others.
     *
     * @param which by their first line
     */
    void doesOnce(Predicate<String> which, Fault fault) {
        affliction.set(new Affliction(which, fault, true));
    }

    /** Lets all pass from now on, also connections. */
    void heal() throws IOException {
        affliction.set(Affliction.NONE);
        if (server.isClosed()) {
            server = listen(port());
        }
    }

    /** Refuses connections from now on. */
    void refuse() throws IOException {
        server.close();
    }

    /** The first lines of all requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private ServerSocket listen(int port) throws IOException {
        ServerSocket socket = sockets.createServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(LOOPBACK, port), 100);
        spawn(() -> {
            while (true) {
                Socket client = socket.accept();
                clients.add(client);
                spawn(() -> serve(client));
            }
        });
        return socket;
    }

    private interface Work {

        void run() throws IOException;
    }

    private static void spawn(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side went, or the proxy was closed: there is nobody left to tell.
                    }
                },
                "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            StringBuilder request = new StringBuilder();
            String first = line(in);
            if (first.isEmpty()) {
                return;
            }
            requests.add(first);
            request.append(first).append("\r\n");
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String name = line.toLowerCase(Locale.ROOT);
                if (name.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
                if (!name.startsWith("connection:")) {
                    request.append(line).append("\r\n");
                }
            }
            request.append("Connection: close\r\n\r\n");
            request.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
            Exchange exchange = new Exchange(client, in, request.toString(), target);
            faultOf(first).apply(exchange);
        } finally {
            clients.remove(client);
        }
    }

    private Fault faultOf(String request) {
        Affliction now = affliction.get();
        boolean afflicted =
                now.which().test(request) && (!now.once() || affliction.compareAndSet(now, Affliction.NONE));
        return afflicted ? now.fault() : Exchange::forward;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
