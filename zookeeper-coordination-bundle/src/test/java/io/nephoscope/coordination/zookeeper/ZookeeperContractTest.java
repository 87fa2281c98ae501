package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.testkit.coordination.CoordinationContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every engine is held to. */
@SuppressWarnings("NullAway.Init")
class ZookeeperContractTest extends CoordinationContract {

    @TempDir
    private Path folder;

    private ServerInside server;
    private final ZookeeperEngine engine = new ZookeeperEngine();

    @BeforeEach
    void start() throws Exception {
        server = ServerInside.start(folder);
    }

    @AfterEach
    void stop() {
        engine.stop();
        server.stop();
    }

    @Override
    protected CoordinationEngine engine() {
        return engine;
    }

    @Override
    protected CoordinationTarget target(String memberRoot, String member) {
        return server.target(memberRoot, member);
    }

    @Override
    protected void stopServer() {
        server.stop();
    }

    @Override
    protected void startServer() throws Exception {
        server.start();
    }
}
