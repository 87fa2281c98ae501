package io.nephoscope.tests.distribution;

import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.coordination.etcd.EtcdCoordinationEngine;
import io.nephoscope.testkit.coordination.CoordinationContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** What the agent relies on in every engine of coordination, against a real etcd of one node. */
@Tag("coordination")
class EtcdCoordinationIT extends CoordinationContract {

    private final EtcdCoordinationEngine engine = new EtcdCoordinationEngine();

    @BeforeAll
    static void start() throws Exception {
        Testbed.call("etcd", "stop");
        Testbed.call("etcd", "start");
    }

    @AfterAll
    static void stop() throws Exception {
        Testbed.call("etcd", "stop");
    }

    @Override
    protected CoordinationEngine engine() {
        return engine;
    }

    @Override
    protected CoordinationTarget target(String memberRoot, String member) {
        try {
            return new CoordinationTarget(
                    "etcd3",
                    List.of(Testbed.call("etcd", "endpoints")),
                    "",
                    Map.of(),
                    memberRoot,
                    member,
                    Duration.ofSeconds(3),
                    Optional.empty(),
                    Optional.empty());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected void stopServer() throws Exception {
        Testbed.call("etcd", "kill", "1");
    }

    @Override
    protected void startServer() throws Exception {
        Testbed.call("etcd", "start", "1");
    }
}
