package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests and their daemon change while they are polled each second. */
@Tag("libvirt")
class TurmoilIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOVA = "http://openstack.org/xmlns/libvirt/nova/1.1";
    private static final String STEADY = "0f0f0f0f-1111-4222-8333-0000000000a2";
    private static final String PAUSED = "0f0f0f0f-1111-4222-8333-0000000000a5";
    private static final String SHUT_OFF = "0f0f0f0f-1111-4222-8333-0000000000a6";
    private static final String COMING = "0f0f0f0f-1111-4222-8333-000000001000";
    private static final String EDITED = """
            <instance><name>%s</name><flavor name="m1.edited"><memory>512</memory><disk>7</disk><swap>0</swap>
            <ephemeral>0</ephemeral><vcpus>1</vcpus></flavor>
            <owner><user uuid="u">u</user><project uuid="p">p</project></owner></instance>""";

    @TempDir
    Path folder;

    @BeforeAll
    static void startGuests() throws Exception {
        Testbed.call("libvirt", "start");
        Testbed.call("guests", "kinds");
    }

    @BeforeEach
    void makeSureThatNobodyComesTwice() throws Exception {
        Testbed.call("guests", "down", "instance-00001000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void showsEditedMetadata(String transport) throws Exception {
        Testbed.call("guests", "up", "1");
        try (Agent agent = agent(transport).run()) {
            awaitSampleAfter(agent, COMING, Instant.EPOCH);

            for (String name : List.of("first edit", "second edit")) {
                edit(name);
                Instant edited = Instant.now();
                await().atMost(SOON).until(() -> samplesAfter(agent, COMING, edited).stream()
                        .anyMatch(sample -> displayName(sample).equals(name)));

                List<JsonNode> samples = samplesAfter(agent, COMING, edited);
                List<String> names =
                        samples.stream().map(TurmoilIT::displayName).toList();
                assertThat(names.subList(names.indexOf(name), names.size())).containsOnly(name);
                assertThat(samples.get(names.indexOf(name))
                                .path("resource_metadata")
                                .path("instance_type")
                                .asText())
                        .isEqualTo("m1.edited");
                Figures.record(
                        "from an edit of a guest's metadata to the cycle that shows it, " + transport,
                        Duration.between(edited, time(samples.get(names.indexOf(name)))));
            }
        } finally {
            Testbed.call("guests", "down", "instance-00001000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void hasNoSampleOfAGuestThatIsGoneAndLosesNoneOfTheOthers(String transport) throws Exception {
        try (Agent agent = agent(transport).run()) {
            awaitSampleAfter(agent, PAUSED, Instant.EPOCH);

            for (int round = 0; round < 3; round++) {
                Testbed.call("guests", "up", "1");
                awaitSampleAfter(agent, COMING, Instant.now());
                leave(round);
                Instant gone = Instant.now();
                awaitSampleAfter(agent, PAUSED, gone.plusSeconds(2));
                assertThat(samplesAfter(agent, COMING, gone)).isEmpty();
            }
            assertHasSamplesInEachCycle(agent, STEADY, PAUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void knowsARenamedDomainByItsNewNameOnly(String transport) throws Exception {
        try (Agent agent = agent(transport).run()) {
            awaitSampleAfter(agent, SHUT_OFF, Instant.EPOCH);

            Testbed.call("libvirt", "virsh", "domrename", "instance-000000a6", "renamed");
            Instant renamed = Instant.now();
            awaitSampleAfter(agent, SHUT_OFF, renamed.plusSeconds(2));

            assertThat(samplesAfter(agent, SHUT_OFF, renamed)).allSatisfy(sample -> assertThat(
                            sample.path("resource_metadata").path("name").asText())
                    .isEqualTo("renamed"));
        } finally {
            Testbed.call("libvirt", "virsh", "domrename", "renamed", "instance-000000a6");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void saysThatTheDaemonHangsAndGoesOnWhenItDoesNot(String transport) throws Exception {
        try (Agent agent = agent(transport).run()) {
            awaitSampleAfter(agent, STEADY, Instant.EPOCH);

            Testbed.call("libvirt", "pause");
            Instant paused = Instant.now();
            try {
                await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(status(agent))
                        .containsPattern("libvirt:[\\s\\S]*(does|did)\\s+not\\s+answer"));
                Figures.record(
                        "from libvirtd's hang to its name in the status, " + transport,
                        Duration.between(paused, Instant.now()));
            } finally {
                Testbed.call("libvirt", "resume");
            }
            Instant resumed = Instant.now();
            awaitSampleAfter(agent, STEADY, resumed);

            Figures.record(
                    "from the end of libvirtd's hang to the next sample, " + transport,
                    Duration.between(resumed, Instant.now()));
            await().atMost(SOON).untilAsserted(() -> assertThat(status(agent)).startsWith("Healthy"));
        }
    }

    private Agent agent(String transport) throws Exception {
        return Agent.in(folder)
                .configure(
                        "io.nephoscope.connector.libvirt",
                        "uri=" + Testbed.libvirtUri(),
                        "transport=" + transport,
                        "answer.seconds=3")
                .polling("sources: [{name: all, interval: 1, meters: [power.state, cpu, disk.root.size]}]");
    }

    private static void edit(String name) throws Exception {
        Testbed.call(
                "libvirt",
                "virsh",
                "metadata",
                COMING,
                NOVA,
                "--key",
                "nova",
                "--set",
                EDITED.formatted(name),
                "--live");
    }

    /** As by the user, by the machine, and by a migration, after which the host forgets the guest. */
    private static void leave(int way) throws Exception {
        String domain = "instance-00001000";
        switch (way) {
            case 0 -> Testbed.call("libvirt", "virsh", "destroy", domain);
            case 1 -> {
                String qemu = Testbed.call("libvirt", "inside", "pgrep", "-f", "guest=" + domain + ",");
                Testbed.call("libvirt", "inside", "kill", "-KILL", qemu);
                await().atMost(SOON).until(() -> !Testbed.call("libvirt", "virsh", "list", "--all", "--name")
                        .contains(domain));
            }
            default -> {
                String xml = Testbed.call("libvirt", "virsh", "dumpxml", domain);
                Path file = Testbed.state().resolve("migrated.xml");
                Files.writeString(file, xml);
                Testbed.call("libvirt", "virsh", "define", file.toString());
                Testbed.call("libvirt", "virsh", "undefine", domain);
                Testbed.call("libvirt", "virsh", "destroy", domain);
            }
        }
    }

    private static void assertHasSamplesInEachCycle(Agent agent, String... instances) throws IOException {
        Map<String, List<String>> cycles = agent.samples("power.state").stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.path("timestamp").asText(),
                        Collectors.mapping(TurmoilIT::instance, Collectors.toList())));
        assertThat(cycles).hasSizeGreaterThan(5);
        assertThat(cycles.values()).allSatisfy(polled -> assertThat(polled).contains(instances));
    }

    private static void awaitSampleAfter(Agent agent, String instance, Instant time) {
        await().pollInterval(Duration.ofMillis(100)).atMost(SOON).until(() -> !samplesAfter(agent, instance, time)
                .isEmpty());
    }

    /** The samples of an instance in cycles that began after a time, in order. */
    private static List<JsonNode> samplesAfter(Agent agent, String instance, Instant time) throws IOException {
        return agent.samples().stream()
                .filter(sample -> instance(sample).equals(instance))
                .filter(sample -> time(sample).isAfter(time))
                .toList();
    }

    private static Instant time(JsonNode sample) {
        return Instant.parse(sample.path("timestamp").asText().replaceFirst("(\\+00:00|Z)?$", "Z"));
    }

    private static String displayName(JsonNode sample) {
        return sample.path("resource_metadata").path("display_name").asText();
    }

    private static String instance(JsonNode sample) {
        return sample.path("resource_metadata").path("instance_id").asText();
    }

    private static String status(Agent agent) throws Exception {
        return agent.command("shell", "status").output();
    }
}
