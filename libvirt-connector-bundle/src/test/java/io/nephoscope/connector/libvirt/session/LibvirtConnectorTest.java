package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReport.State;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.support.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** The component in a framework, with a transport of the test's. */
class LibvirtConnectorTest {

    private static final ConnectionSettings PROMPT = new ConnectionSettings(
            Duration.ofSeconds(5), Duration.ofMillis(20), Backoff.exact(Duration.ofMillis(5), Duration.ofMillis(20)));

    private final Queue<FakeTransport> transports = new ConcurrentLinkedQueue<>();
    private Framework framework;
    private LibvirtConnector connector;

    @BeforeEach
    void start(@TempDir Path storage) throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of("org.osgi.framework.storage", storage.toString(), "felix.log.level", "0"));
        framework.start();
        connector = new LibvirtConnector(context(), "fake:///", this::open, PROMPT);
    }

    @AfterEach
    void stop() throws Exception {
        connector.stop();
        framework.stop();
        framework.waitForStop(5_000);
    }

    @Test
    void saysWhatItWaitsForWhileThereIsNoDaemon() {
        await().untilAsserted(() -> assertThat(health().state()).isEqualTo(State.WAITING));
        await().untilAsserted(() -> assertThat(health().message()).contains("No such file"));

        assertThat(health().remedy()).contains("start libvirtd");
        assertThat(offered()).isFalse();
    }

    @Test
    void asksNobodyInAnAgentThatPollsNoHypervisor() {
        connector.stop();
        System.setProperty("nephoscope.polling.namespaces", "central");
        try {
            connector = new LibvirtConnector(
                    context(),
                    "fake:///",
                    uri -> {
                        throw new AssertionError("libvirt was asked");
                    },
                    PROMPT);

            assertThat(health().state()).isEqualTo(State.OK);
            assertThat(health().message()).contains("central");
        } finally {
            System.clearProperty("nephoscope.polling.namespaces");
        }
    }

    @Test
    void offersTheHypervisorAsSoonAsTheDaemonIsThere() {
        transports.add(new FakeTransport());

        await().until(this::offered);

        await().untilAsserted(() -> assertThat(health().state()).isEqualTo(State.OK));
        assertThat(context().getServiceReference(Hypervisor.class).getProperty("uri"))
                .isEqualTo("fake:///");
    }

    @Test
    void withdrawsTheHypervisorWhenTheConnectionIsLostAndOffersTheNext() {
        FakeTransport first = new FakeTransport();
        transports.add(first);
        await().until(this::offered);

        first.lose();

        await().until(() -> !offered());
        transports.add(new FakeTransport());
        await().until(this::offered);
        assertThat(first.closed).hasValue(1);
    }

    @Test
    void withdrawsTheHypervisorWhenItStops() {
        FakeTransport transport = new FakeTransport();
        transports.add(transport);
        await().until(this::offered);

        connector.stop();

        assertThat(offered()).isFalse();
        assertThat(transport.closed).hasValue(1);
    }

    @Test
    void connectsAnewOnlyIfTheConfigurationSaysSomethingElse() {
        LibvirtConnector other =
                new LibvirtConnector(context(), Map.of("uri", "test:///no/such/file", "transport", "rpc"));
        try {
            await().untilAsserted(() -> assertThat(report(other).message()).contains("test:///no/such/file"));
            HealthReport before = report(other);

            other.modified(Map.of("uri", "test:///no/such/file", "transport", "rpc", "probe.seconds", "0"));
            assertThat(report(other)).isEqualTo(before);
            assertThat(other.health())
                    .extracting(HealthReport::message)
                    .contains("io.nephoscope.connector.libvirt.cfg: probe.seconds: must be 1 to 3600, was 0;"
                            + " 2 is used instead");

            other.modified(Map.of("uri", "test:///another/file", "transport", "rpc"));
            await().untilAsserted(() -> assertThat(report(other).message()).contains("test:///another/file"));
        } finally {
            other.stop();
        }
    }

    private static HealthReport report(LibvirtConnector connector) {
        return connector.health().iterator().next();
    }

    private Transport open(String uri) throws HypervisorException {
        FakeTransport transport = transports.poll();
        if (transport == null) {
            throw new HypervisorException("Failed to connect socket: No such file or directory", true);
        }
        return transport;
    }

    private boolean offered() {
        return context().getServiceReference(Hypervisor.class) != null;
    }

    private HealthReport health() {
        return connector.health().iterator().next();
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }
}
