package io.nephoscope.testkit.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FakeLibvirtdTest {

    private static final LibvirtProcedure VERSION = LibvirtProcedure.CONNECT_GET_LIB_VERSION;
    private static final int PONG = 2;

    private final FakeHypervisor hypervisor = FakeHypervisor.simulated(3);
    private final FakeDomain domain = hypervisor.guests().get(1).domain();
    private FakeLibvirtd daemon;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeLibvirtd.start(hypervisor);
        client = new TestClient(daemon);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        daemon.close();
    }

    @Test
    void readsNothingFromAClientThatHasFiveCallsInWork() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        daemon.on(VERSION, Behaviour.usual().after(answers));

        for (int call = 0; call < 5; call++) {
            client.send(VERSION, new Wire());
        }
        await().until(() -> daemon.count(VERSION) == 5);
        ping(client);
        client.send(LibvirtProcedure.CONNECT_GET_TYPE, new Wire());
        try (TestClient other = new TestClient(daemon)) {
            other.call(LibvirtProcedure.CONNECT_GET_URI, new Wire());
        }

        assertThat(daemon.pings()).isZero();
        assertThat(daemon.count(LibvirtProcedure.CONNECT_GET_TYPE)).isZero();
        answers.countDown();
        List<Integer> answered = new ArrayList<>();
        for (int message = 0; message < 7; message++) {
            answered.add(client.next().procedure());
        }
        int version = VERSION.number();
        int type = LibvirtProcedure.CONNECT_GET_TYPE.number();
        assertThat(answered).containsExactlyInAnyOrder(version, version, version, version, version, PONG, type);
    }

    @Test
    void countsAndKeepsCalls() throws Exception {
        client.call(VERSION, new Wire());
        client.call(VERSION, new Wire());
        client.send(new Message(Message.REMOTE, 4_711, Message.CALL, 9, Message.OK, new Wire()));
        client.next();

        assertThat(daemon.counts()).containsEntry("CONNECT_GET_LIB_VERSION", 2L).containsEntry("PROCEDURE_4711", 1L);
        assertThat(daemon.calls(VERSION)).hasSize(2);
    }

    @Test
    void tellsSubscribersOfEvents() throws Exception {
        subscribe(0);
        subscribe(23);

        daemon.fire(domain, Lifecycle.STOPPED, 1);
        daemon.fireMetadataChange(domain, "urn:x");

        Message stopped = client.next();
        assertThat(stopped.procedure()).isEqualTo(318);
        assertThat(stopped.type()).isEqualTo(Message.EVENT);
        assertThat(stopped.payload().bytes())
                .isEqualTo(new Wire().int32(0).domain(domain).int32(5).int32(1).bytes());
        Message changed = client.next();
        assertThat(changed.procedure()).isEqualTo(379);
        assertThat(changed.payload().bytes())
                .isEqualTo(new Wire()
                        .int32(1)
                        .domain(domain)
                        .int32(2)
                        .optionalText("urn:x")
                        .bytes());
    }

    @Test
    void forgetsTheSubscriptionsOfClientsThatLeave() throws Exception {
        subscribe(0);

        client.close();

        await().until(() -> daemon.subscriptions() == 0 && daemon.clients() == 0);
    }

    @Test
    void freezesAndGoesOn() throws Exception {
        daemon.freeze();
        client.send(VERSION, new Wire());
        ping(client);
        assertThat(daemon.count(VERSION)).isZero();

        daemon.thaw();

        assertThat(client.next().procedure()).isIn(VERSION.number(), PONG);
        await().until(() -> daemon.count(VERSION) == 1);
    }

    @Test
    void hangsUpOnAllAndStays() throws Exception {
        client.call(VERSION, new Wire());

        daemon.disconnect();

        assertThat(client.read()).isEqualTo(-1);
        try (TestClient next = new TestClient(daemon)) {
            assertThat(next.call(VERSION, new Wire()).status()).isEqualTo(Message.OK);
        }
    }

    @Test
    void leavesItsGuestsToTheNextDaemon() throws Exception {
        hypervisor.remove(domain);
        daemon.close();

        assertThat(daemon.socket()).doesNotExist();
        assertThat(daemon.socket().getParent()).doesNotExist();
        Files.createDirectory(daemon.socket().getParent());
        try (FakeLibvirtd next = FakeLibvirtd.start(daemon.socket(), hypervisor);
                TestClient other = new TestClient(next)) {
            assertThat(other.call(LibvirtProcedure.CONNECT_NUM_OF_DOMAINS, new Wire())
                            .payload()
                            .bytes())
                    .isEqualTo(new Wire().int32(2).bytes());
        }
        Files.delete(daemon.socket().getParent());
    }

    @Test
    void saysInTheEndThatABehaviourFailed() throws Exception {
        FakeLibvirtd failing = FakeLibvirtd.start(hypervisor);
        failing.on(VERSION, (call, usual) -> {
            throw new AssertionError("not what the test expects");
        });
        try (TestClient other = new TestClient(failing)) {
            other.send(VERSION, new Wire());
            assertThat(other.read()).isEqualTo(-1);
        }

        assertThatThrownBy(failing::close).hasRootCauseMessage("not what the test expects");
    }

    private void subscribe(int kind) throws IOException {
        client.call(
                LibvirtProcedure.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY,
                new Wire().int32(kind).none());
    }

    private static void ping(TestClient client) throws IOException {
        client.send(new Message(Message.KEEPALIVE, 1, Message.EVENT, 0, Message.OK, new Wire()));
    }
}
