package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PingsTest extends AgainstDaemon {

    private static final RpcTimeouts WATCHFUL =
            new RpcTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(50), 2);

    @Test
    void areAnswered() throws Exception {
        try (Transport transport = open(PATIENT)) {
            daemon.ping();

            await().until(() -> daemon.pongs() == 1);
            transport.probe();
        }
    }

    /** A selector whose thread bears the flag does not wait: it would keep a core busy. */
    @Test
    void goOnWhenSomebodyInterruptsTheirThread() throws Exception {
        try (Transport transport = open(PATIENT)) {
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("libvirt-rpc"))
                    .toList();

            threads.forEach(Thread::interrupt);

            assertThat(threads).isNotEmpty();
            await().until(() -> threads.stream().noneMatch(Thread::isInterrupted));
            transport.probe();
        }
    }

    @Test
    void withoutAnswerMeanThatTheDaemonIsGivenUp() throws Exception {
        try (Transport transport = open(WATCHFUL)) {
            daemon.ignorePings().on(LibvirtProcedure.CONNECT_GET_LIB_VERSION, Behaviour.hang());

            HypervisorException failure = catchThrowableOfType(HypervisorException.class, transport::probe);

            assertThat(failure).hasMessageContaining("not even a ping");
            assertThat(failure.connectionLost()).isTrue();
            assertThat(daemon.pings()).isPositive();
            assertThat(daemon.pongs()).isZero();
        }
    }

    @Test
    void withAnswersMeanThatABusyDaemonIsWaitedFor() throws Exception {
        try (Transport transport = open(WATCHFUL)) {
            int before = daemon.pings();
            daemon.on(LibvirtProcedure.CONNECT_GET_LIB_VERSION, (call, usual) -> {
                await().until(() -> daemon.pings() >= before + 8);
                call.send(usual.answer());
            });

            transport.probe();

            assertThat(daemon.calls(LibvirtProcedure.CONNECT_GET_LIB_VERSION)).hasSize(1);
        }
    }
}
