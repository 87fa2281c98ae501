package io.nephoscope.faults.scene;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between the agent and its broker: a proxy that does to its connections what a fault says. TCP loses no bytes, so
 * what a network loses is what comes late. Daemon threads, two for each direction of a connection.
 */
public final class Link implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int CONNECT_MILLIS = 2000;

    private final int target;
    private final ServerSocket server;
    private final Set<LinkedPair> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong broken = new AtomicLong();
    private volatile Condition condition = Condition.CLEAR;
    private volatile boolean cut;

    private Link(int target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /** @param target the broker's port */
    public static Link to(int target) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(LOOPBACK, 0));
        Link link = new Link(target, server);
        spawn("link-accept", link::accept);
        return link;
    }

    /** Where the agent connects to. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections ended so far, whoever ended them. */
    public long broken() {
        return broken.get();
    }

    /** Does this to all that passes from now on. */
    public void is(Condition now) {
        condition = now;
    }

    /** Resets all connections, and each new one. */
    public void cut() {
        cut = true;
        reset();
    }

    /** Resets all connections that there are. */
    public void reset() {
        connections.forEach(LinkedPair::reset);
    }

    /** Swallows for ever what passes on the connections that there are; new ones are as ever. */
    public void swallow() {
        connections.forEach(LinkedPair::swallow);
    }

    /** Keeps all that passes, on new connections too, until the link is healed. */
    public void hold() {
        condition = bytes -> Long.MAX_VALUE;
    }

    /** Lets all pass again. */
    public void heal() {
        cut = false;
        condition = Condition.CLEAR;
        connections.forEach(LinkedPair::hurry);
    }

    long delay(int bytes) {
        return condition.delay(bytes);
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            spawn("link-connect", () -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        Socket broker = new Socket();
        try {
            if (cut) {
                throw new IOException("the network is cut");
            }
            broker.connect(new InetSocketAddress(LOOPBACK, target), CONNECT_MILLIS);
        } catch (IOException e) {
            client.setSoLinger(true, 0);
            client.close();
            broker.close();
            return;
        }
        LinkedPair pair = new LinkedPair(this, client, broker);
        connections.add(pair);
        pair.start();
        if (cut) {
            pair.reset();
        }
    }

    void ended(LinkedPair pair) {
        if (connections.remove(pair)) {
            broken.incrementAndGet();
        }
    }

    /** What a thread does until one side goes. */
    @FunctionalInterface
    interface Work {

        void run() throws IOException, InterruptedException;
    }

    static void spawn(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // One side went, or the link was closed: there is nobody left to tell.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        reset();
    }
}
