package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.FakeHypervisor;
import io.nephoscope.testkit.libvirt.FakeLibvirtd;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Each test has a daemon with the recorded guests for itself. */
@Timeout(30)
abstract class AgainstDaemon {

    static final RpcTimeouts PATIENT =
            new RpcTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 3);

    FakeHypervisor hypervisor;
    FakeLibvirtd daemon;

    @BeforeEach
    void start() throws IOException {
        hypervisor = FakeHypervisor.of(
                Recorded.guests().stream().map(Recorded::guest).toList());
        daemon = FakeLibvirtd.start(hypervisor);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    Transport open(RpcTimeouts patience) throws HypervisorException {
        return RpcTransport.open(daemon.uri(), patience);
    }

    static <T> FutureTask<T> inBackground(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
