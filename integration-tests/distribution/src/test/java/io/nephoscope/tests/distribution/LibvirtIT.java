package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("libvirt")
class LibvirtIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String POLL_ALL = "sources: [{name: all, interval: 1, meters: ['*']}]";
    private static final String LINUX = "0f0f0f0f-1111-4222-8333-0000000000a1";
    private static final String SHUT_OFF = "0f0f0f0f-1111-4222-8333-0000000000a6";
    private static final String[] METERS = {
        "cpu",
        "vcpus",
        "memory",
        "memory.usage",
        "memory.available",
        "memory.resident",
        "memory.swap.in",
        "memory.swap.out",
        "power.state",
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
        "disk.root.size",
        "disk.ephemeral.size"
    };

    @TempDir
    Path folder;

    @BeforeAll
    static void startGuests() throws Exception {
        Testbed.startGuests();
    }

    @Test
    void pollsAllMetersOfARealGuest() throws Exception {
        try (Agent agent = agent().run()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(metersOf(agent, LINUX)).contains(METERS));

            assertThat(agent.samples()).allSatisfy(sample -> assertThat(
                            sample.path("resource_metadata").path("instance_id").asText())
                    .startsWith("0f0f0f0f-1111-4222-8333-0000000000a")
                    .doesNotEndWith("a7"));
            assertThat(metersOf(agent, SHUT_OFF)).containsOnly("disk.root.size", "disk.ephemeral.size");
            assertThat(agent.samples("cpu")).anySatisfy(sample -> assertThat(sample.path("resource_metadata")
                            .path("display_name")
                            .asText())
                    .isEqualTo("Größe € 𝄞"));
        }
    }

    @Test
    void tellsOfAShutOffGuestOnRequestWhatLibvirtTells() throws Exception {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "power.state", "5",
                "vcpus", "1",
                "memory", "16.0",
                "disk.root.size", "1",
                "disk.ephemeral.size", "0"));
        for (String disk : List.of("vda", "vdb")) {
            expected.putAll(sizes(disk));
        }
        try (Agent agent = agent().configure("io.nephoscope.pollsters.compute", "report.stopped.instance.metrics=true")
                .run()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(volumesOf(agent, SHUT_OFF)).isEqualTo(expected));
        }
    }

    @Test
    void saysOnceWhatNobodyCanGiveIt() throws Exception {
        Agent configured = agent().configure(
                        "io.nephoscope.discovery.local_instances",
                        "instance.discovery.method=naive\nfetch.extra.metadata=true");
        try (Agent agent = configured.run()) {
            awaitCpuSamples(agent, 10);

            String health = agent.command("shell", "health").output().replaceAll("\\s+", " ");
            assertThat(health)
                    .contains(
                            "no guest of this host gives cpu_l3_cache, memory.bandwidth.local, memory.bandwidth.total")
                    .contains("instance.discovery.method = naive needs a cloud")
                    .contains("fetch.extra.metadata needs a cloud");
            assertThat(agent.log().split("No guest of this host gives", -1)).hasSize(2);
        }
    }

    @Test
    void comesBackSoonAfterTheDaemonDoes() throws Exception {
        try (Agent agent = agent().run()) {
            awaitCpuSamples(agent, 1);

            Testbed.call("libvirt", "kill");
            await().atMost(SOON).until(() -> agent.log().contains("libvirt"));
            Testbed.call("libvirt", "start");
            long back = System.nanoTime();
            awaitCpuSamples(agent, agent.samples("cpu").size() + 1);

            Figures.record(
                    "first sample after libvirtd was killed and answered again",
                    Duration.ofNanos(System.nanoTime() - back));
        }
    }

    @Test
    void startsWithoutTheDaemonAndPollsWhenItAppears() throws Exception {
        Testbed.call("libvirt", "kill");
        try (Agent agent = agent().run()) {
            await().atMost(SOON).until(() -> agent.log().contains("libvirt"));
            assertThat(agent.command("shell", "status").output()).contains("libvirt");

            Testbed.call("libvirt", "start");

            awaitCpuSamples(agent, 1);
        } finally {
            Testbed.call("libvirt", "start");
        }
    }

    @Test
    void followsAGuestThatComesAndGoes() throws Exception {
        try (Agent agent = agent().run()) {
            awaitCpuSamples(agent, 1);

            Testbed.call("guests", "up", "1");
            await().atMost(SOON).until(() -> names(agent).contains("crowd-0"));
            Testbed.call("guests", "down", "instance-00001000");

            await().atMost(SOON).until(() -> !namesOfLastCycle(agent).contains("crowd-0"));
        }
    }

    private Agent agent() throws Exception {
        return Agent.in(folder)
                .configure("io.nephoscope.connector.libvirt", "uri=" + Testbed.libvirtUri())
                .polling(POLL_ALL);
    }

    private static void awaitCpuSamples(Agent agent, int atLeast) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> agent.samples("cpu").size() >= atLeast);
    }

    private static List<String> metersOf(Agent agent, String instance) throws IOException {
        return agent.samples().stream()
                .filter(sample -> sample.path("resource_metadata")
                        .path("instance_id")
                        .asText()
                        .equals(instance))
                .map(sample -> sample.path("counter_name").asText())
                .distinct()
                .toList();
    }

    /** What an instance's samples tell, by meter and disk. */
    private static Map<String, String> volumesOf(Agent agent, String instance) throws IOException {
        Map<String, String> volumes = new TreeMap<>();
        for (JsonNode sample : agent.samples()) {
            JsonNode metadata = sample.path("resource_metadata");
            if (metadata.path("instance_id").asText().equals(instance)) {
                String disk = metadata.path("disk_name").asText();
                volumes.put(
                        (sample.path("counter_name").asText() + " " + disk).strip(),
                        sample.path("counter_volume").toString());
            }
        }
        return volumes;
    }

    /** The sizes of the shut off guest's disk, by Ceilometer's rule for its capacity. */
    private static Map<String, String> sizes(String disk) throws Exception {
        List<Long> sizes = Testbed.call("libvirt", "virsh", "domblkinfo", "instance-000000a6", disk)
                .lines()
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                .toList();
        return Map.of(
                "disk.device.capacity " + disk, String.valueOf(Math.max(sizes.get(0), sizes.get(2))),
                "disk.device.allocation " + disk, String.valueOf(sizes.get(1)),
                "disk.device.usage " + disk, String.valueOf(sizes.get(2)));
    }

    private static List<String> names(Agent agent) throws IOException {
        return agent.samples("cpu").stream().map(LibvirtIT::displayName).toList();
    }

    private static List<String> namesOfLastCycle(Agent agent) throws IOException {
        List<JsonNode> samples = agent.samples("cpu");
        String last = samples.get(samples.size() - 1).path("timestamp").asText();
        return samples.stream()
                .filter(sample -> sample.path("timestamp").asText().equals(last))
                .map(LibvirtIT::displayName)
                .toList();
    }

    private static String displayName(JsonNode sample) {
        return sample.path("resource_metadata").path("display_name").asText();
    }
}
