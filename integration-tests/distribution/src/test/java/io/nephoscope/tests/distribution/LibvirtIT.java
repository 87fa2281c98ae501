package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibvirtIT {

    private static final Duration SOON = Duration.ofSeconds(20);
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
    void comesBackSoonAfterTheDaemonDoes() throws Exception {
        try (Agent agent = agent().run()) {
            awaitCpuSamples(agent, 1);

            Testbed.call("libvirt", "kill");
            await().atMost(SOON).until(() -> agent.log().contains("libvirt"));
            Testbed.call("libvirt", "start");
            long back = System.nanoTime();
            awaitCpuSamples(agent, agent.samples("cpu").size() + 1);

            Duration took = Duration.ofNanos(System.nanoTime() - back);
            Figures.record("first sample after libvirtd was killed and answered again", took);
            assertThat(took).isLessThan(Duration.ofSeconds(5));
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
