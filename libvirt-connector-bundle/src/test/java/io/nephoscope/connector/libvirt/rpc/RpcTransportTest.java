package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.connector.libvirt.session.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RpcTransportTest {

    private static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-00000003");
    private static final Patience PATIENT =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 3);
    private static final Patience HASTY =
            new Patience(Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20), 3);
    private static final Patience WATCHFUL =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(50), 2);
    private static final int PING = 1;
    private static final int PONG = 2;

    private FakeDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = new FakeDaemon();
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @Test
    void opensTheDriverReadOnlyUnderTheNameThatTheDaemonKnows() throws Exception {
        try (Transport transport = open(PATIENT)) {
            transport.probe();

            assertThat(transport.uri()).isEqualTo(daemon.uri());
            assertThat(daemon.calls(Procedure.CONNECT_OPEN).get(0).arguments().array())
                    .isEqualTo(
                            new Wire().int32(1).text("qemu:///system").int32(1).bytes());
        }
    }

    @Test
    void readsStatistics() throws Exception {
        daemon.on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, call -> call.answer(guests()));

        try (Transport transport = open(PATIENT)) {
            StatsTable table = transport.stats(EnumSet.allOf(StatsGroup.class));

            assertThat(table.domains())
                    .extracting(DomainStats::domain)
                    .hasSize(6)
                    .last()
                    .extracting(DomainRef::name)
                    .asString()
                    .startsWith("instance-");
            assertThat(table.missing()).isEmpty();
        }
    }

    @Test
    void asksForActiveDomainsAndDoesNotWaitForBusyOnes() throws Exception {
        try (Transport transport = open(PATIENT)) {
            transport.stats(Set.of(StatsGroup.INTERFACE));

            List<FakeDaemon.Call> calls = daemon.calls(Procedure.CONNECT_GET_ALL_DOMAIN_STATS);
            assertThat(calls.get(calls.size() - 1).arguments().array())
                    .isEqualTo(
                            new Wire().int32(0).int32(0x11).int32(1 | 1 << 29).bytes());
        }
    }

    @Test
    void readsAnswersThatComeByteByByte() throws Exception {
        daemon.on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, call -> {
            for (byte one : call.encoded(guests())) {
                call.send(new byte[] {one});
            }
        });

        try (Transport transport = open(PATIENT)) {
            assertThat(transport.domains().domains()).hasSize(6);
        }
    }

    @Test
    void aCallThatHangsDelaysNoOther() throws Exception {
        try (Transport transport = open(PATIENT)) {
            BlockingQueue<FakeDaemon.Call> hanging = new LinkedBlockingQueue<>();
            daemon.on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, hanging::add);
            FutureTask<StatsTable> statistics = inBackground(transport::domains);
            FakeDaemon.Call call = hanging.take();

            transport.probe();
            assertThat(statistics).isNotDone();
            call.answer(guests());

            assertThat(statistics.get().domains()).hasSize(6);
        }
    }

    @Test
    void givesUpACallInTimeAndKeepsTheConnection() throws Exception {
        try (Transport transport = open(HASTY)) {
            BlockingQueue<FakeDaemon.Call> hanging = new LinkedBlockingQueue<>();
            daemon.on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, hanging::add);

            HypervisorException failure = catchThrowableOfType(HypervisorException.class, transport::domains);

            assertThat(failure).hasMessageContaining("did not answer CONNECT_GET_ALL_DOMAIN_STATS within 100 ms");
            assertThat(failure.connectionLost()).isFalse();
            hanging.take().answer(guests());
            transport.probe();
        }
    }

    @Test
    void answersPings() throws Exception {
        try (Transport transport = open(PATIENT)) {
            daemon.sendKeepAlive(PING);

            assertThat(daemon.keepAlives.poll(10, TimeUnit.SECONDS)).isEqualTo(PONG);
            transport.probe();
        }
    }

    @Test
    void givesUpADaemonThatAnswersNoPing() throws Exception {
        try (Transport transport = open(WATCHFUL)) {
            daemon.on(Procedure.CONNECT_GET_LIB_VERSION, call -> {});

            HypervisorException failure = catchThrowableOfType(HypervisorException.class, transport::probe);

            assertThat(failure).hasMessageContaining("not even a ping");
            assertThat(failure.connectionLost()).isTrue();
            assertThat(daemon.keepAlives).containsOnly(PING);
        }
    }

    @Test
    void waitsForABusyDaemonThatAnswersPings() throws Exception {
        try (Transport transport = open(WATCHFUL)) {
            daemon.on(
                    Procedure.CONNECT_GET_LIB_VERSION,
                    call -> start(new FutureTask<>(() -> {
                        for (int times = 0; times < 8; times++) {
                            assertThat(daemon.keepAlives.take()).isEqualTo(PING);
                            daemon.sendKeepAlive(PONG);
                        }
                        call.answer(new Wire().hyper(9));
                        return null;
                    })));

            transport.probe();

            assertThat(daemon.calls(Procedure.CONNECT_GET_LIB_VERSION)).hasSize(1);
        }
    }

    @Test
    void losesTheConnectionWhenTheDaemonHangsUpWithinAnAnswer() throws Exception {
        daemon.on(Procedure.CONNECT_GET_LIB_VERSION, call -> {
            call.send(new byte[] {0, 0, 0, 36, 0x20, 0});
            call.hangUp();
        });

        try (Transport transport = open(PATIENT)) {
            assertLost(transport, "closed the connection");
            assertLost(transport, "closed");
        }
    }

    @Test
    void losesTheConnectionWhenALengthMakesNoSense() throws Exception {
        daemon.on(Procedure.CONNECT_GET_LIB_VERSION, call -> call.send(new byte[] {0x7f, -1, -1, -1}));

        try (Transport transport = open(PATIENT)) {
            assertLost(transport, "2147483647 bytes");
        }
    }

    @Test
    void saysWhatTheDaemonSays() throws Exception {
        daemon.on(Procedure.DOMAIN_GET_XML_DESC, call -> call.refuse(8, 20, "invalid argument: so what"));

        try (Transport transport = open(PATIENT)) {
            HypervisorException failure =
                    catchThrowableOfType(HypervisorException.class, () -> transport.describe(DOMAIN));

            assertThat(failure).hasMessage("invalid argument: so what");
            assertThat(failure.connectionLost()).isFalse();
        }
    }

    @Test
    void losesTheConnectionWhenTheDaemonHasLostTheOneBehindIt() throws Exception {
        daemon.on(Procedure.DOMAIN_GET_XML_DESC, call -> call.refuse(1, 7, "client socket is closed"));

        try (Transport transport = open(PATIENT)) {
            HypervisorException failure =
                    catchThrowableOfType(HypervisorException.class, () -> transport.describe(DOMAIN));

            assertThat(failure.connectionLost()).isTrue();
        }
    }

    @Test
    void describesDomains() throws Exception {
        daemon.on(Procedure.DOMAIN_GET_XML_DESC, call -> call.answer(new Wire().text("<domain>ä</domain>")));

        try (Transport transport = open(PATIENT)) {
            Optional<String> description = transport.describe(DOMAIN);

            assertThat(description).contains("<domain>ä</domain>");
            assertThat(daemon.calls(Procedure.DOMAIN_GET_XML_DESC)
                            .get(0)
                            .arguments()
                            .array())
                    .isEqualTo(new Wire().domain(DOMAIN).int32(0).bytes());
        }
    }

    @Test
    void hasNoDescriptionOfDomainsThatAreGone() throws Exception {
        daemon.on(Procedure.DOMAIN_GET_XML_DESC, call -> call.refuse(42, 10, "Domain not found"));

        try (Transport transport = open(PATIENT)) {
            assertThat(transport.describe(DOMAIN)).isEmpty();
        }
    }

    @Test
    void knowsTheSizesOfDisks() throws Exception {
        daemon.on(
                Procedure.DOMAIN_GET_BLOCK_INFO,
                call -> call.answer(new Wire().hyper(2).hyper(1).hyper(3)));

        try (Transport transport = open(PATIENT)) {
            assertThat(transport.diskSize(DOMAIN, "vda")).contains(new DiskSize(1, 2, 3));
            assertThat(daemon.calls(Procedure.DOMAIN_GET_BLOCK_INFO)
                            .get(0)
                            .arguments()
                            .array())
                    .isEqualTo(new Wire().domain(DOMAIN).text("vda").int32(0).bytes());
        }
    }

    @Test
    void knowsNoSizeThatLibvirtRefusesToTell() throws Exception {
        daemon.on(Procedure.DOMAIN_GET_BLOCK_INFO, call -> call.refuse(8, 10, "invalid argument: no disk"));

        try (Transport transport = open(PATIENT)) {
            assertThat(transport.diskSize(DOMAIN, "vdz")).isEmpty();
        }
    }

    @Test
    void letsPolkitDecideWhoMayRead() throws Exception {
        daemon.on(Procedure.AUTH_LIST, call -> call.answer(new Wire().int32(1).int32(2)));
        daemon.on(Procedure.AUTH_POLKIT, call -> call.answer(new Wire().int32(1)));

        try (Transport transport = open(PATIENT)) {
            transport.probe();

            assertThat(daemon.calls(Procedure.AUTH_POLKIT)).hasSize(1);
        }
    }

    @Test
    void saysWhenPolkitForbids() {
        daemon.on(Procedure.AUTH_LIST, call -> call.answer(new Wire().int32(1).int32(2)));
        daemon.on(Procedure.AUTH_POLKIT, call -> call.refuse(45, 7, "authentication failed: access denied by policy"));

        assertThatThrownBy(() -> open(PATIENT)).hasMessage("authentication failed: access denied by policy");
    }

    @Test
    void saysWhenItCannotAuthenticate() {
        daemon.on(Procedure.AUTH_LIST, call -> call.answer(new Wire().int32(1).int32(1)));

        assertThatThrownBy(() -> open(PATIENT)).hasMessageContaining("use the transport native");
    }

    @Test
    void saysWhichSocketItCannotReach() throws Exception {
        daemon.close();

        assertThatThrownBy(() -> open(PATIENT))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("cannot connect to " + daemon.socket());
    }

    @Test
    void canBeInterrupted() throws Exception {
        try (Transport transport = open(PATIENT)) {
            CountDownLatch hangs = new CountDownLatch(1);
            daemon.on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, call -> hangs.countDown());
            FutureTask<StatsTable> call = new FutureTask<>(transport::domains);
            Thread caller = new Thread(call);
            caller.start();
            hangs.await();

            caller.interrupt();

            assertThatThrownBy(call::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(HypervisorException.class);
            transport.probe();
        }
    }

    @Test
    void endsCallsInFlightWhenItIsClosed() throws Exception {
        Transport transport = open(PATIENT);
        CountDownLatch hangs = new CountDownLatch(1);
        daemon.on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, call -> hangs.countDown());
        FutureTask<StatsTable> call = inBackground(transport::domains);
        hangs.await();

        transport.close();

        assertThatThrownBy(call::get).hasRootCauseMessage("the connection to libvirt is lost: it was closed");
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        for (int times = 0; times < 200; times++) {
            open(PATIENT).close();
        }

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("libvirt-rpc"));
    }

    private void assertLost(Transport transport, String why) {
        HypervisorException failure = catchThrowableOfType(HypervisorException.class, transport::probe);

        assertThat(failure).hasMessageContaining(why);
        assertThat(failure.connectionLost()).isTrue();
    }

    private Transport open(Patience patience) throws HypervisorException {
        return RpcTransport.open(daemon.uri(), patience);
    }

    private static Wire guests() throws IOException {
        return new Wire().raw(Recorded.guestsOnTheWire());
    }

    private static <T> FutureTask<T> inBackground(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        start(task);
        return task;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
