package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideBySideIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HOST = "compute-0";

    /** The meters that both have. Deltas depend on when each of the two polls. */
    private static final Set<String> METERS = Set.of(
            "cpu",
            "memory.usage",
            "memory.resident",
            "memory.swap.in",
            "memory.swap.out",
            "network.incoming.bytes",
            "network.incoming.packets",
            "network.incoming.packets.drop",
            "network.incoming.packets.error",
            "network.outgoing.bytes",
            "network.outgoing.packets",
            "network.outgoing.packets.drop",
            "network.outgoing.packets.error",
            "disk.device.read.bytes",
            "disk.device.read.requests",
            "disk.device.read.latency",
            "disk.device.write.bytes",
            "disk.device.write.requests",
            "disk.device.write.latency",
            "disk.device.capacity",
            "disk.device.allocation",
            "disk.device.usage");

    @TempDir
    Path folder;

    @BeforeAll
    static void startServers() throws Exception {
        Testbed.call("rabbitmq", "start");
        Testbed.call("libvirt", "start");
        Testbed.call("guests", "kinds", "--wait");
    }

    @AfterAll
    static void stopCeilometer() throws Exception {
        Testbed.call("ceilometer-polling", "stop");
    }

    @Test
    void emitsWhatCeilometerEmits() throws Exception {
        String meters = "[" + String.join(", ", METERS) + "]";
        try (Tap theirs = Tap.on("reference.sample");
                Tap ours = Tap.on("notifications.sample");
                Agent agent = agent(meters).run()) {
            Testbed.call("ceilometer-polling", "start", "--interval", "2", "--host", HOST, "--meters", meters);
            await().atMost(SOON).until(() -> leastPolls(theirs) >= 4 && leastPolls(ours) >= 4);
            agent.terminate();

            Comparison comparison = compare(Series.of(ours.samples()), Series.of(theirs.samples()));

            Files.createDirectories(Agent.ROOT.resolve("target"));
            Files.writeString(Agent.ROOT.resolve("target/beside-ceilometer.md"), comparison.report());
            Figures.record(
                    "beside the real ceilometer-polling",
                    comparison.meters().size() + " meters, " + comparison.fields() + " fields equal, "
                            + comparison.differences().size() + " different");
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.meters()).isEqualTo(METERS);
        }
    }

    private Agent agent(String meters) throws Exception {
        return Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=amqp")
                .configure("io.nephoscope.connector.libvirt", "uri=" + Testbed.libvirtUri())
                .configure("io.nephoscope.discovery.local_instances", "host=" + HOST)
                .configure("io.nephoscope.publisher.amqp", "transport.url=" + Testbed.brokerUrl())
                .polling("sources:", "  - name: all", "    interval: 1", "    meters: " + meters);
    }

    private static Comparison compare(Map<Series.Key, Series> ours, Map<Series.Key, Series> theirs) {
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        Comparison comparison = new Comparison();
        ours.forEach((key, series) -> comparison.compare(series, theirs.get(key)));
        return comparison;
    }

    /** How often the meter was polled that was polled the least. */
    private static int leastPolls(Tap tap) {
        Map<Series.Key, Series> series = Series.of(tap.samples());
        List<String> seen =
                series.keySet().stream().map(Series.Key::meter).distinct().toList();
        return seen.containsAll(METERS)
                ? series.values().stream()
                        .mapToInt(one -> one.samples().size())
                        .min()
                        .orElse(0)
                : 0;
    }
}
