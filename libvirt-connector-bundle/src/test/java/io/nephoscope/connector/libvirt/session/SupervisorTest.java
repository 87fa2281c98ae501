package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Diagnosis.Kind;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private static final ConnectionSettings PROMPT = new ConnectionSettings(
            Duration.ofMillis(200), Duration.ofMillis(20), Backoff.exact(Duration.ofMillis(5), Duration.ofMillis(20)));

    /** Remembers what it is told. */
    private static final class Witness implements Supervisor.Listener {

        final BlockingQueue<Hypervisor> connections = new LinkedBlockingQueue<>();
        final AtomicReference<@Nullable Hypervisor> current = new AtomicReference<>();
        final List<Kind> diagnoses = new CopyOnWriteArrayList<>();
        volatile boolean faulty;

        @Override
        public void connected(SharedConnection hypervisor) {
            if (faulty) {
                throw new IllegalStateException("a fault of ours");
            }
            current.set(hypervisor);
            connections.add(hypervisor);
        }

        @Override
        public void disconnected() {
            current.set(null);
        }

        @Override
        public void diagnosed(Diagnosis diagnosis) {
            diagnoses.add(diagnosis.kind());
        }

        Hypervisor next() throws InterruptedException {
            Hypervisor next = connections.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no connection came");
            }
            return next;
        }
    }

    private final Witness witness = new Witness();
    private final Queue<FakeTransport> transports = new ConcurrentLinkedQueue<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private @Nullable Supervisor supervisor;

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    @Test
    void offersTheConnectionWhileItWorks() throws Exception {
        FakeTransport transport = willOpen();

        Supervisor running = start();

        assertThat(witness.next().domains().domains()).isEmpty();
        running.stop();
        assertThat(witness.current).hasValue(null);
        assertThat(transport.closed).hasValue(1);
    }

    @Test
    void triesAgainUntilTheDaemonIsThere() throws Exception {
        start();
        await().until(() -> attempts.get() >= 3);

        willOpen();

        witness.next();
        assertThat(witness.diagnoses).contains(Kind.UNREACHABLE);
        await().until(() -> witness.diagnoses.get(witness.diagnoses.size() - 1) == Kind.CONNECTED);
    }

    @Test
    void replacesAConnectionThatACallFoundLost() throws Exception {
        FakeTransport first = willOpen();
        start();
        Hypervisor lost = witness.next();
        willOpen();

        first.lose();
        assertThatThrownBy(lost::domains).isInstanceOf(HypervisorException.class);

        assertThat(witness.next()).isNotSameAs(lost);
        assertThat(first.closed).hasValue(1);
    }

    @Test
    void noticesALossThatNoCallTellsOf() throws Exception {
        FakeTransport first = willOpen();
        start();
        Hypervisor lost = witness.next();
        willOpen();

        first.lose();

        assertThat(witness.next()).isNotSameAs(lost);
    }

    @Test
    void withdrawsAConnectionThatDoesNotAnswerAndLeavesItToTheCallThatHangs() throws Exception {
        FakeTransport first = willOpen();
        start();
        witness.next();
        willOpen();

        first.hang();

        witness.next();
        assertThat(witness.diagnoses).contains(Kind.SILENT);
        assertThat(first.closed).hasValue(0);
        first.heal();
        await().untilAsserted(() -> assertThat(first.closed).hasValue(1));
    }

    @Test
    void saysThatTheDaemonIsSilentWhileOpeningHangsAndOpensNoSecondConnection() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        FakeTransport transport = new FakeTransport();
        start(uri -> {
            attempts.incrementAndGet();
            awaitUninterruptibly(gate);
            return transport;
        });
        await().until(() -> witness.diagnoses.contains(Kind.SILENT));

        gate.countDown();

        witness.next();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void closesAConnectionThatOpensAfterItWasStopped() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch opening = new CountDownLatch(1);
        FakeTransport transport = new FakeTransport();
        Supervisor running = start(uri -> {
            opening.countDown();
            awaitUninterruptibly(gate);
            return transport;
        });
        opening.await();

        running.stop();
        gate.countDown();

        await().untilAsserted(() -> assertThat(transport.closed).hasValue(1));
        assertThat(witness.connections).isEmpty();
    }

    @Test
    void namesTheMissingLibrary() {
        start(uri -> {
            throw new LibraryMissingException("libvirt.so.0 cannot be loaded");
        });

        await().until(() -> witness.diagnoses.contains(Kind.LIBRARY_MISSING));
    }

    @Test
    void aRuntimeExceptionNeitherEndsSupervisionNorGoesUntold() throws Exception {
        FakeTransport first = willOpen();
        willOpen();
        witness.faulty = true;

        start();

        await().until(() -> witness.diagnoses.contains(Kind.BROKEN));
        witness.faulty = false;
        willOpen();
        witness.next();
        await().until(() -> witness.diagnoses.get(witness.diagnoses.size() - 1) == Kind.CONNECTED);
        assertThat(first.closed).hasValue(1);
    }

    @Test
    void anOpenerThatThrowsWhatItShouldNotIsTriedAgain() throws Exception {
        start(uri -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("a fault of the transport");
            }
            return new FakeTransport();
        });

        witness.next();
        assertThat(witness.diagnoses).contains(Kind.UNREACHABLE);
    }

    @Test
    void aConnectionThatBreaksAtOnceIsNotOpenedWithoutPause() throws Exception {
        ConnectionSettings slow = new ConnectionSettings(
                Duration.ofSeconds(5), Duration.ofMillis(20), Backoff.exact(Duration.ofHours(1), Duration.ofHours(1)));
        Supervisor running = new Supervisor(
                "fake:///",
                uri -> {
                    attempts.incrementAndGet();
                    FakeTransport broken = new FakeTransport();
                    broken.lose();
                    return broken;
                },
                slow,
                witness);
        supervisor = running;
        running.start();
        Hypervisor lost = witness.next();

        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(lost::domains).isInstanceOf(HypervisorException.class);
        }

        await().until(() -> witness.diagnoses.contains(Kind.UNREACHABLE));
        await().during(Duration.ofMillis(200)).until(() -> attempts.get() == 1);
    }

    @Test
    void canBeStoppedTwice() throws Exception {
        willOpen();
        Supervisor running = start();
        witness.next();

        running.stop();
        running.stop();

        assertThat(witness.current).hasValue(null);
    }

    private FakeTransport willOpen() {
        FakeTransport transport = new FakeTransport();
        transports.add(transport);
        return transport;
    }

    private Supervisor start() {
        return start(uri -> {
            attempts.incrementAndGet();
            FakeTransport transport = transports.poll();
            if (transport == null) {
                throw new HypervisorException("Failed to connect socket: No such file or directory", true);
            }
            return transport;
        });
    }

    private Supervisor start(Transport.Opener opener) {
        Supervisor started = new Supervisor("fake:///", opener, PROMPT, witness);
        supervisor = started;
        started.start();
        return started;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // A native call would not notice either.
            }
        }
    }
}
