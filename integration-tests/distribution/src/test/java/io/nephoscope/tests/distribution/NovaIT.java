package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.testkit.libvirt.FakeDomain;
import io.nephoscope.testkit.libvirt.FakeHypervisor;
import io.nephoscope.testkit.libvirt.FakeLibvirtd;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.FakeList;
import io.nephoscope.testkit.openstack.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Nova and Keystone know, in the samples of a hypervisor, and how often they are asked for it. */
class NovaIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int GUESTS = 6;
    private static final String SERVERS = "/compute/v2.1/servers/detail";
    private static final String FLAVORS = "/compute/v2.1/flavors";
    private static final String SECRET = "hunter2";

    @TempDir
    Path folder;

    private FakeCloud cloud;
    private FakeList servers;
    private FakeLibvirtd libvirtd;
    private List<FakeDomain> domains;

    @BeforeEach
    void start() throws IOException {
        FakeHypervisor hypervisor = FakeHypervisor.simulated(GUESTS);
        domains = hypervisor.guests().stream().map(guest -> guest.domain()).toList();
        libvirtd = FakeLibvirtd.start(hypervisor);
        cloud = FakeCloud.start()
                .accept(SECRET)
                .service("identity", "/identity")
                .service("compute", "/compute/v2.1")
                .service("image", "/image");
        servers = cloud.list(SERVERS, "servers").pageSize(4);
        servers.add(domains.stream().map(NovaIT::server).toList());
        cloud.list(FLAVORS, "flavors")
                .add(List.of(
                        Map.of("id", "1", "name", "m1.tiny"),
                        Map.of("id", "2", "name", "m1.small"),
                        Map.of("id", "3", "name", "m1.medium")));
        cloud.document(
                FLAVORS + "/2",
                HttpAnswer.json("{\"flavor\": {\"id\": \"2\", \"name\": \"m1.small\", \"vcpus\": 1, \"ram\": 2048,"
                        + " \"disk\": 20, \"OS-FLV-EXT-DATA:ephemeral\": 0}}"));
        cloud.document("/image/v2/images/i1", HttpAnswer.json("{\"id\": \"i1\", \"name\": \"debian\"}"));
        cloud.document("/identity/v3/users/u1", HttpAnswer.json("{\"user\": {\"id\": \"u1\", \"name\": \"alice\"}}"));
    }

    private static Map<String, ?> server(FakeDomain domain) {
        return Map.ofEntries(
                Map.entry("id", domain.uuid().toString()),
                Map.entry("name", "server of " + domain.name()),
                Map.entry("status", "ACTIVE"),
                Map.entry("user_id", "u1"),
                Map.entry("tenant_id", "gone"),
                Map.entry("hostId", "h1"),
                Map.entry("metadata", Map.of("metering.stack", "web")),
                Map.entry("flavor", Map.of("id", "2")),
                Map.entry("image", Map.of("id", "i1")),
                Map.entry("OS-EXT-SRV-ATTR:instance_name", domain.name()),
                Map.entry("OS-EXT-SRV-ATTR:host", "compute1"),
                Map.entry("OS-EXT-STS:vm_state", "active"),
                Map.entry("OS-EXT-AZ:availability_zone", "zone-1"));
    }

    @AfterEach
    void stop() throws IOException {
        libvirtd.close();
        cloud.close();
    }

    private Agent agent(String... discovery) throws IOException {
        return Agent.in(folder)
                .configure("io.nephoscope.connector.libvirt", "uri=" + libvirtd.uri())
                .configure(
                        "io.nephoscope.connector.openstack",
                        "auth.url = " + cloud.authUrl(),
                        "username = ceilometer",
                        "password = " + SECRET,
                        "user.domain.name = Default",
                        "project.name = service",
                        "project.domain.name = Default")
                .configure("io.nephoscope.discovery.local_instances", "host=compute1\n" + String.join("\n", discovery))
                // On a busy machine a first poll may take longer than the interval: given up, it would ask once more.
                .polling("sources: [{name: cpu, interval: 1, timeout: 30, meters: [cpu]}]");
    }

    @Test
    void costsNothingWhereThereAreNoCredentials() throws Exception {
        Path loaded = folder.resolve("classes.txt");
        Agent configured = agent("fetch.extra.metadata=true", "instance.discovery.method=naive")
                .configure("io.nephoscope.connector.openstack", "")
                .javaOptions("-Xlog:class+load:file=" + loaded);
        try (Agent agent = configured.run()) {
            await().atMost(SOON).until(() -> agent.samples("cpu").size() >= 2 * GUESTS);

            assertThat(last(agent)
                            .path("resource_metadata")
                            .path("flavor")
                            .path("id")
                            .asText())
                    .startsWith("m1.");
            assertThat(agent.command("shell", "health").output()).contains("etc/io.nephoscope.connector.openstack.cfg");
        }

        String connector = "io.nephoscope.connector.openstack.";
        assertThat(Files.readString(loaded))
                .contains("io.nephoscope.discovery.LocalInstances")
                .doesNotContain(connector + "lookup.", connector + "servers.", connector + "names.")
                .doesNotContain(connector + "session.SignedCloud", " jdk.internal.net.http.");
    }

    @Test
    void addsWhatUsersWroteDownAndIdsOfFlavorsByOneListEach() throws Exception {
        try (Agent agent = agent("fetch.extra.metadata=true").run()) {
            await().atMost(SOON).until(() -> agent.samples("cpu").size() >= 4 * GUESTS);

            JsonNode metadata = last(agent).path("resource_metadata");
            assertThat(metadata.path("user_metadata").path("stack").asText()).isEqualTo("web");
            assertThat(metadata.path("flavor").path("id").asText()).isIn("1", "2", "3");
            assertThat(last(agent).path("user_name").isNull()).isTrue();
            // Two pages of servers.
            assertThat(cloud.count(SERVERS)).isEqualTo(2);
            assertThat(cloud.count(FLAVORS)).isEqualTo(1);
            assertThat(cloud.signIns()).isEqualTo(1);
        }
    }

    @Test
    void asksNobodyForWhatDomainsTell() throws Exception {
        Agent configured = agent().configure("io.nephoscope.core", "publishers=console", "identity.name.discovery=yes");
        try (Agent agent = configured.run()) {
            await().atMost(SOON).until(() -> agent.samples("cpu").size() >= 2 * GUESTS);

            assertThat(last(agent).path("user_name").asText()).startsWith("user-");
            assertThat(last(agent).path("project_name").asText()).startsWith("project-");
            assertThat(cloud.calls()).noneMatch(call -> call.path().startsWith("/identity/v3/users"));
            assertThat(cloud.calls()).noneMatch(call -> call.path().startsWith("/identity/v3/projects"));
        }
    }

    @Test
    void findsTheInstancesThatNovaListsWithNamesFromKeystone() throws Exception {
        Agent configured = agent("instance.discovery.method=naive")
                .configure("io.nephoscope.core", "publishers=console", "identity.name.discovery=yes");
        try (Agent agent = configured.run()) {
            await().atMost(SOON).until(() -> agent.samples("cpu").size() >= 4 * GUESTS);

            JsonNode sample = last(agent);
            assertThat(sample.path("user_name").asText()).isEqualTo("alice");
            assertThat(sample.path("project_name").isNull()).isTrue();
            JsonNode metadata = sample.path("resource_metadata");
            assertThat(metadata.path("display_name").asText()).startsWith("server of instance-");
            assertThat(metadata.path("OS-EXT-AZ:availability_zone").asText()).isEqualTo("zone-1");
            assertThat(metadata.path("image").path("name").asText()).isEqualTo("debian");
            assertThat(metadata.path("memory_mb").asInt()).isEqualTo(2048);
            assertThat(cloud.calls().stream().filter(call -> call.path().equals(SERVERS)))
                    .filteredOn(call -> call.parameter("changes-since").isEmpty())
                    .hasSize(2);
            assertThat(List.of(FLAVORS + "/2", "/image/v2/images/i1", "/identity/v3/users/u1"))
                    .allSatisfy(path -> assertThat(cloud.count(path)).isEqualTo(1));
            assertThat(cloud.count("/identity/v3/projects/gone")).isEqualTo(1);
            assertThat(agent.log()).doesNotContain(SECRET);
        }
    }

    @Test
    void losesNoSampleWhileNovaAndKeystoneFailAndCatchesUpWhenTheyAreBack() throws Exception {
        HttpAnswer alice = HttpAnswer.json("{\"user\": {\"id\": \"u1\", \"name\": \"alice\"}}");
        cloud.document("/identity/v3/users/u1", HttpAnswer.status(500));
        Agent configured = agent("instance.discovery.method=naive")
                .configure("io.nephoscope.core", "publishers=console", "identity.name.discovery=yes");
        try (Agent agent = configured.run()) {
            await().atMost(SOON).until(() -> agent.samples("cpu").size() >= GUESTS);
            for (int i = 0; i < 4; i++) {
                cloud.once(SERVERS, HttpAnswer.status(500));
            }
            await().atMost(SOON).until(() -> agent.log().contains("stay as Nova listed them last"));
            int before = agent.samples("cpu").size();
            await().atMost(SOON).until(() -> agent.samples("cpu").size() >= before + 2 * GUESTS);
            assertThat(agent.samples("cpu"))
                    .allSatisfy(sample ->
                            assertThat(sample.path("user_name").isNull()).isTrue());

            cloud.document("/identity/v3/users/u1", alice);
            await().atMost(SOON)
                    .until(() -> last(agent).path("user_name").asText().equals("alice"));

            assertThat(agent.log().split("Samples have no new names of users", -1))
                    .hasSize(2);
            assertThat(agent.log()).contains("Keystone tells the names of users again");
        }
    }

    private static JsonNode last(Agent agent) throws IOException {
        List<JsonNode> samples = agent.samples("cpu");
        return samples.get(samples.size() - 1);
    }
}
