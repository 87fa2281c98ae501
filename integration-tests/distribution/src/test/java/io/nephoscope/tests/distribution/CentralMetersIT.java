package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.testkit.openstack.simulated.CallCounts;
import io.nephoscope.testkit.openstack.simulated.CloudSize;
import io.nephoscope.testkit.openstack.simulated.Kind;
import io.nephoscope.testkit.openstack.simulated.SimulatedOpenstack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All meters of the central namespace in an agent of operators, on a simulated cloud that has some of everything. */
class CentralMetersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PROJECTS = CloudSize.USUAL.of(Kind.PROJECT);

    @TempDir
    Path folder;

    private SimulatedOpenstack openstack;
    private Agent agent;

    @BeforeEach
    void start() throws IOException {
        openstack = SimulatedOpenstack.start(CloudSize.USUAL);
        agent = Agent.in(folder)
                .configure(
                        "io.nephoscope.connector.openstack",
                        "auth.url = " + openstack.authUrl(),
                        "username = ceilometer",
                        "password = " + SimulatedOpenstack.SECRET,
                        "default.domain.name = Default",
                        "project.name = service")
                .configure(
                        "io.nephoscope.pollsters.central",
                        "rgw.access.key = " + SimulatedOpenstack.ACCESS_KEY,
                        "rgw.secret.key = " + SimulatedOpenstack.SECRET,
                        "rgw.service.type = radosgw");
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        openstack.close();
    }

    private static String[] source(String name, int interval, String meters) {
        return new String[] {
            "sources:", "  - name: " + name, "    interval: " + interval, "    meters: [" + meters + "]"
        };
    }

    @Test
    void hasSamplesOfEachMeterThatTheReadmeLists() throws Exception {
        agent.polling(source("all", 3600, "'*'")).run("--polling-namespaces", "central");

        Set<String> documented = documented();
        await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples().stream()
                        .map(sample -> sample.path("counter_name").asText())
                        .collect(toSet()))
                .isEqualTo(documented));
        assertThat(agent.samples("image.size")).hasSizeBetween(1, CloudSize.USUAL.of(Kind.IMAGE));
        assertThat(agent.samples("storage.containers.objects")).hasSize(PROJECTS * CloudSize.USUAL.of(Kind.CONTAINER));
        assertThat(agent.samples("radosgw.objects")).hasSize(PROJECTS);
        assertThat(Files.readString(folder.resolve("samples.json"))).doesNotContain("psk");
    }

    private static Set<String> documented() throws IOException {
        return new TreeSet<>(Files.readAllLines(Agent.ROOT.resolve("central-pollsters-bundle/README.md")).stream()
                .dropWhile(line -> !line.equals("## Meters"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .collect(toSet()));
    }

    /** What is read once: the token, each list, and each account, for all meters and for the second interval. */
    @Test
    void asksForNothingTwice() throws Exception {
        agent.polling(
                        "sources:",
                        "  - {name: often, interval: 1800, meters: ['volume.*', 'storage.*', 'loadbalancer.*', 'dns.zone.*']}",
                        "  - {name: seldom, interval: 3600, meters: ['volume.*', 'storage.*', 'loadbalancer.*', 'dns.zone.*']}")
                .run("--polling-namespaces", "central");

        await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples("volume.size").stream()
                        .collect(groupingBy(sample -> sample.path("resource_id").asText()))
                        .values())
                .isNotEmpty()
                .allMatch(twice -> twice.size() == 2));
        await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples("storage.containers.objects"))
                .hasSize(2 * PROJECTS * CloudSize.USUAL.of(Kind.CONTAINER)));

        Map<String, CallCounts.Count> calls = await().until(
                        openstack.counts()::counted, counted -> counted.underWay() == 0)
                .byPattern();
        assertThat(calls).containsKeys("POST /identity/v3/auth/tokens", "GET /object-store/v1/{account}");
        assertThat(calls).allSatisfy((pattern, count) -> assertThat(count.calls())
                .as(pattern)
                .isEqualTo(
                        switch (pattern) {
                            case "GET /object-store/v1/{account}" -> PROJECTS;
                            case "GET /dns/v2/zones/{zone}/recordsets" -> CloudSize.USUAL.of(Kind.ZONE);
                            default -> 1;
                        }));
    }

    @Test
    void goesOnWithoutServicesThatTheCatalogueDoesNotHave() throws Exception {
        openstack.cloud().forgetServices();
        openstack.cloud().service("image", "/image");

        agent.polling(source("all", 3600, "'*', '!radosgw.*'")).run("--polling-namespaces", "central");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(agent.samples("image.size")).isNotEmpty());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(agent.command("shell", "health").output())
                        .contains("the catalogue has no")
                        .contains("block-storage"));
    }
}
