package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.FakeDomain;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class StuckCallsTest extends AgainstDaemon {

    private static final RpcTimeouts HASTY =
            new RpcTimeouts(Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20), 3);

    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void delayNoOther() throws Exception {
        try (Transport transport = open(PATIENT)) {
            hangStatistics();
            FutureTask<StatsTable> statistics = callInBackground(transport);

            transport.probe();
            assertThat(statistics).isNotDone();
            answer.countDown();

            assertThat(statistics.get().domains()).hasSize(6);
        }
    }

    @Test
    void areGivenUpInTimeAndKeepTheConnection() throws Exception {
        try (Transport transport = open(HASTY)) {
            hangStatistics();

            HypervisorException failure = catchThrowableOfType(HypervisorException.class, transport::domains);

            assertThat(failure).hasMessageContaining("did not answer CONNECT_GET_ALL_DOMAIN_STATS within 100 ms");
            assertThat(failure.connectionLost()).isFalse();
            answer.countDown();
            transport.probe();
        }
    }

    @Test
    void canBeInterrupted() throws Exception {
        try (Transport transport = open(PATIENT)) {
            hangStatistics();
            long before = statisticsCalls();
            FutureTask<StatsTable> call = new FutureTask<>(transport::domains);
            Thread caller = new Thread(call);
            caller.start();
            await().until(() -> statisticsCalls() > before);

            caller.interrupt();

            assertThatThrownBy(call::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(HypervisorException.class);
            transport.probe();
        }
    }

    @Test
    void endWhenTheConnectionIsClosed() throws Exception {
        Transport transport = open(PATIENT);
        hangStatistics();
        FutureTask<StatsTable> call = callInBackground(transport);

        transport.close();

        assertThatThrownBy(call::get).hasRootCauseMessage("the connection to libvirt is lost: it was closed");
    }

    @Test
    void leaveTheRestOfAGuestThatHangsToOtherCalls() throws Exception {
        FakeDomain hung = hypervisor.guests().get(0).domain();
        DomainRef domain = new DomainRef(hung.uuid(), hung.id(), hung.name());
        try (Transport transport = open(PATIENT)) {
            hypervisor.hang(hung);
            FutureTask<StatsTable> stuck = inBackground(() -> transport.stats(EnumSet.allOf(StatsGroup.class)));
            await().until(() -> hypervisor.stuckCalls() == 1);

            StatsTable others = transport.stats(EnumSet.allOf(StatsGroup.class));

            assertThat(others.domains()).hasSize(6);
            assertThat(row(others, domain).number("balloon.current")).isPresent();
            assertThat(row(others, domain).number("balloon.rss")).isEmpty();
            assertThat(transport.busyFor(domain).orElseThrow()).isPositive();
            hypervisor.heal(hung);
            assertThat(row(stuck.get(), domain).number("balloon.rss")).isPresent();
            assertThat(transport.busyFor(domain).orElseThrow()).isZero();
        }
    }

    @Test
    void leaveNoThreadBehind() throws Exception {
        for (int times = 0; times < 200; times++) {
            open(PATIENT).close();
        }

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("libvirt-rpc"));
    }

    private void hangStatistics() {
        daemon.on(
                LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS, Behaviour.usual().after(answer));
    }

    private FutureTask<StatsTable> callInBackground(Transport transport) {
        long before = statisticsCalls();
        FutureTask<StatsTable> call = inBackground(transport::domains);
        await().until(() -> statisticsCalls() > before);
        return call;
    }

    private long statisticsCalls() {
        return daemon.count(LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS);
    }

    private static DomainStats row(StatsTable table, DomainRef domain) {
        return table.domains().stream()
                .filter(row -> row.domain().equals(domain))
                .findFirst()
                .orElseThrow();
    }
}
