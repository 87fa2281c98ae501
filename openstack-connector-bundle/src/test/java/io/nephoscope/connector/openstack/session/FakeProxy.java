package io.nephoscope.connector.openstack.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A proxy that leads to any address whoever signs in as it wants, and counts who came. Daemon threads. */
final class FakeProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String authorization;
    private final List<String> tunnels = Collections.synchronizedList(new ArrayList<>());

    /** @param authorization what it wants to be told */
    FakeProxy(String authorization) throws IOException {
        this.authorization = authorization;
        spawn(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Hosts and ports that it led to. */
    List<String> tunnels() {
        return List.copyOf(tunnels);
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
                        // One end has gone, and the other is closed with it.
                    }
                },
                "fake-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            spawn(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            // Nothing follows the head before it is answered, so nothing of the tunnel is read with it.
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            String target = Objects.requireNonNullElse(in.readLine(), "").replaceFirst("^CONNECT ([^ ]+) .*", "$1");
            boolean known = false;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                known |= line.equalsIgnoreCase("Proxy-Authorization: " + authorization);
            }
            if (!known) {
                say(client, "407 Who Are You\r\nProxy-Authenticate: Basic realm=\"fake\"\r\nContent-Length: 0");
                return;
            }
            tunnels.add(target);
            int colon = target.lastIndexOf(':');
            try (Socket cloud = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
                say(client, "200 Go On");
                spawn(() -> copy(cloud, client));
                copy(client, cloud);
            }
        }
    }

    private static void say(Socket client, String head) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void copy(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
