package io.nephoscope.testkit.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As measured on libvirtd 9.0 with a QEMU that SIGSTOP stopped. */
@Timeout(30)
class HangingGuestTest {

    private static final int ALL_GROUPS = 0x7f;
    private static final int WITHOUT_MONITOR = 1 | 16 | 64;
    private static final int NO_WAIT = 1 << 29;
    private static final int FIRST_COUNT = 4 + 4 + 20 + 16 + 4;

    private final GuestShape shape = new GuestShape(1, 1, 1, false);
    private final FakeHypervisor hypervisor = FakeHypervisor.simulated(1, shape, InstantSource.system());
    private final FakeDomain domain = hypervisor.guests().get(0).domain();
    private FakeLibvirtd daemon;
    private TestClient stuck;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeLibvirtd.start(hypervisor, Limits.USUAL.withJobWait(Duration.ofMillis(20)));
        stuck = new TestClient(daemon);
        client = new TestClient(daemon);
        hypervisor.hang(domain);
    }

    @AfterEach
    void stop() throws IOException {
        stuck.close();
        client.close();
        daemon.close();
    }

    @Test
    void blocksTheFirstReadThatReachesItEvenIfThatWouldNotWait() throws Exception {
        read(stuck, ALL_GROUPS, NO_WAIT);

        await().until(() -> hypervisor.stuckCalls() == 1);
        hypervisor.heal(domain);

        assertThat(parameters(stuck.next())).isEqualTo(43);
        assertThat(hypervisor.stuckCalls()).isZero();
    }

    @Test
    void isSkippedInPartWhileAnotherReadIsStuck() throws Exception {
        read(stuck, ALL_GROUPS, 0);
        await().until(() -> hypervisor.stuckCalls() == 1);

        read(client, ALL_GROUPS, NO_WAIT);

        assertThat(parameters(client.next())).isEqualTo(28);
    }

    @Test
    void isSkippedInPartAfterAWaitByReadsThatWait() throws Exception {
        read(stuck, ALL_GROUPS, 0);
        await().until(() -> hypervisor.stuckCalls() == 1);

        read(client, ALL_GROUPS, 0);

        assertThat(parameters(client.next())).isEqualTo(28);
    }

    @Test
    void delaysNothingThatNeedsNoMonitor() throws Exception {
        read(client, WITHOUT_MONITOR, 0);

        assertThat(parameters(client.next())).isEqualTo(12);
        assertThat(client.call(LibvirtProcedure.DOMAIN_GET_INFO, new Wire().domain(domain))
                        .status())
                .isEqualTo(Message.OK);
    }

    @Test
    void failsCallsAboutItAloneWhileAnotherIsStuck() throws Exception {
        read(stuck, ALL_GROUPS, 0);
        await().until(() -> hypervisor.stuckCalls() == 1);

        Message answer = client.call(
                LibvirtProcedure.DOMAIN_MEMORY_STATS,
                new Wire().domain(domain).int32(20).int32(0));

        assertThat(answer.status()).isEqualTo(Message.ERROR);
        assertThat(firstInt(answer)).isEqualTo(68);
    }

    private static void read(TestClient client, int groups, int flags) throws IOException {
        client.send(
                LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS,
                new Wire().int32(0).int32(groups).int32(flags));
    }

    private static int parameters(Message answer) {
        assertThat(firstInt(answer)).isEqualTo(1);
        return ByteBuffer.wrap(answer.payload().bytes()).getInt(FIRST_COUNT);
    }

    private static int firstInt(Message answer) {
        return ByteBuffer.wrap(answer.payload().bytes()).getInt();
    }
}
