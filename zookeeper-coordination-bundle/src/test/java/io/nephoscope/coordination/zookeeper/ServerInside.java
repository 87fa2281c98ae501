package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.jspecify.annotations.Nullable;

/** A real server inside the test, which keeps its port and what it holds when it is started again. */
final class ServerInside {

    private static final int TICK = 500;

    static {
        System.setProperty("zookeeper.forceSync", "no");
    }

    private final Path folder;
    private final int port;
    private @Nullable ServerCnxnFactory connections;
    private @Nullable ZooKeeperServer server;

    private ServerInside(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static ServerInside start(Path folder) throws Exception {
        ServerInside started = new ServerInside(folder, freePort());
        started.start();
        return started;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void start() throws Exception {
        server = new ZooKeeperServer(folder.toFile(), folder.toFile(), TICK);
        connections = ServerCnxnFactory.createFactory();
        connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        connections.startup(server);
    }

    void stop() {
        if (connections != null) {
            connections.shutdown();
            connections = null;
        }
    }

    private ZooKeeperServer running() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    /** Ends the session of whoever has this node, as the server does with those that it hears nothing of. */
    void expire(String path) throws NoNodeException {
        running().closeSession(stat(path).getEphemeralOwner());
    }

    Stat stat(String path) throws NoNodeException {
        return running().getZKDatabase().statNode(path, null);
    }

    /** How many requests it was sent. */
    long requests() {
        return running().serverStats().getPacketsReceived();
    }

    /** How many watches clients have. */
    int watches() {
        return running().getZKDatabase().getDataTree().getWatchCount();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    CoordinationTarget target(String root, String member) {
        return target(root, member, Optional.empty());
    }

    CoordinationTarget target(String root, String member, Optional<Login> login) {
        return new CoordinationTarget(
                "zookeeper",
                List.of(address()),
                "chroot/of/ours",
                Map.of(),
                root,
                member,
                Duration.ofSeconds(3),
                login,
                Optional.empty());
    }
}
