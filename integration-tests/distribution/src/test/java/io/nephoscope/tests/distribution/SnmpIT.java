package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent of operators reads real agents of Net-SNMP. */
@Tag("snmp")
class SnmpIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> SECRETS =
            List.of("auth-password", "priv-password", "wr0ng-password", "wr0ng-community");

    @TempDir
    Path folder;

    private Agent agent;
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = Testbed.startDevices();
        agent = Agent.in(folder);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private String url(String login, int device, String options) {
        return "      - \"snmp://%s@127.1.0.%d:%d%s\"".formatted(login, device, port, options);
    }

    private static String options(String authentication, String privacy, String password) {
        return "?auth_proto=%s&priv_proto=%s&priv_password=%s".formatted(authentication, privacy, password);
    }

    private void poll(String meters, String... urls) throws IOException {
        agent.polling(
                "sources:",
                "  - name: devices",
                "    interval: 2",
                "    meters: [" + meters + "]",
                "    resources:",
                String.join("\n", urls));
    }

    private Set<String> hosts(String meter) throws IOException {
        return agent.samples(meter).stream()
                .map(sample -> sample.path("resource_id").asText())
                .collect(toSet());
    }

    @Test
    void hasSamplesOfEachMeterThatTheReadmeLists() throws Exception {
        poll("'hardware.*'", url("public", 1, ""));

        agent.run("--polling-namespaces", "central");

        Set<String> documented = documented();
        // Net-SNMP has these a minute after its start, and others only where the machine has such devices.
        documented.removeAll(Set.of("hardware.cpu.util", "hardware.system_stats.cpu.idle"));
        documented.removeIf(name -> name.startsWith("hardware.disk."));
        await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples().stream()
                        .map(sample -> sample.path("counter_name").asText())
                        .collect(toSet()))
                .containsAll(documented));
        JsonNode loopback = agent.samples("hardware.network.incoming.bytes").stream()
                .filter(sample -> sample.path("resource_id").asText().equals("127.1.0.1.lo"))
                .findFirst()
                .orElseThrow();
        assertThat(loopback.path("source").asText()).isEqualTo("hardware");
        assertThat(loopback.path("resource_metadata").path("ip").asText()).startsWith("127.");
        assertThat(loopback.path("resource_metadata").path("resource_url").asText())
                .isEqualTo("snmp://127.1.0.1:" + port);
    }

    private static Set<String> documented() throws IOException {
        return Files.readAllLines(Agent.ROOT.resolve("hardware-pollsters-bundle/README.md")).stream()
                .dropWhile(line -> !line.equals("## Meters"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .collect(toSet());
    }

    @Test
    void readsByEachVersionAndSaysWhatIsWrongWithTheOthers() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "auth-password\n");
        poll(
                "hardware.memory.total",
                url("public", 1, ""),
                url("public", 2, "?version=1"),
                url("sha-aes:auth-password", 3, options("sha", "aes128", "priv-password")),
                url("md5-des:auth-password", 4, options("md5", "des", "priv-password")),
                url("md5:file:" + password, 5, ""),
                url("sha-aes:wr0ng-password", 6, options("sha", "aes128", "priv-password")),
                url("nobody:auth-password", 7, ""),
                url("sha-aes:auth-password", 8, "?auth_proto=sha"),
                url("sha-aes:auth-password", 9, options("sha", "aes128", "wr0ng-password")),
                url("wr0ng-community", 10, ""));

        agent.run("--polling-namespaces", "central");

        await().atMost(SOON).untilAsserted(() -> assertThat(hosts("hardware.memory.total"))
                .containsExactlyInAnyOrder("127.1.0.1", "127.1.0.2", "127.1.0.3", "127.1.0.4", "127.1.0.5"));
        await().atMost(SOON).untilAsserted(() -> assertThat(troubles())
                .hasEntrySatisfying(6, text -> assertThat(text).contains("user's password"))
                .hasEntrySatisfying(7, text -> assertThat(text).contains("does not know the user"))
                .hasEntrySatisfying(8, text -> assertThat(text).contains("authorizationError"))
                .hasEntrySatisfying(9, text -> assertThat(text).contains("priv_password"))
                .hasEntrySatisfying(10, text -> assertThat(text).contains("community"))
                .hasSize(5));
        assertThat(shown()).doesNotContain(SECRETS);
    }

    /** What is told of each device that is not well, by the last part of its address. */
    private Map<Integer, String> troubles() throws Exception {
        return agent.shell("endpoints", "snmp").findParents("error").stream()
                .filter(row -> !row.path("error").asText().isEmpty())
                .collect(groupingBy(
                        row -> Integer.valueOf(row.path("address").asText().replaceAll(".*\\.|:.*", "")),
                        mapping(row -> row.path("error").asText(), joining())));
    }

    /** All that an operator or a consumer may see. */
    private String shown() throws Exception {
        StringBuilder all = new StringBuilder(agent.log()).append(Files.readString(folder.resolve("samples.json")));
        for (String command : List.of("status", "health", "pollsters", "sources", "tasks", "endpoints", "blacklist")) {
            all.append(agent.command("shell", command).output());
            all.append(agent.command("shell", command, "--json").output());
        }
        return all.append(
                        agent.command("shell", "poll", "hardware.memory.total").output())
                .toString();
    }

    @Test
    void readsTheOthersInTimeBesideADeviceThatIsNotThere() throws Exception {
        poll("hardware.memory.total", url("public", 1, ""), url("public", 254, ""));

        agent.run("--polling-namespaces", "central");

        await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples("hardware.memory.total"))
                .hasSizeGreaterThan(5));
        assertThat(agent.samples("hardware.memory.total"))
                .allMatch(sample -> sample.path("resource_id").asText().equals("127.1.0.1"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(agent.command("shell", "health").output())
                        .contains("1 of 2 devices")
                        .contains("127.1.0.254"));
    }

    @Test
    void pollsAMetricThatIsAddedAndLosesOneWithAMistakeAlone() throws Exception {
        poll("'hardware.*'", url("public", 1, ""));
        Path definitions = agent.etc().resolve("snmp.yaml");
        String total = metric("hardware.memory.total", "1.3.6.1.4.1.2021.4.5.0");
        Files.writeString(definitions, "metric:\n" + total);
        agent.run("--polling-namespaces", "central");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hosts("hardware.memory.total")).containsExactly("127.1.0.1"));

        Files.writeString(definitions, "metric:\n" + total + metric("hardware.added", "1.3.6.1.4.1.2021.4.3.0"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hosts("hardware.added")).containsExactly("127.1.0.1"));

        Files.writeString(definitions, "metric:\n" + total + metric("hardware.added", "no.oid"));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        agent.command("shell", "health").output().replaceAll("\\s+", " "))
                .contains("etc/snmp.yaml:14: metric[1].snmp_inspector.oid: no.oid is not known here"));
        int before = agent.samples("hardware.memory.total").size();
        await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples("hardware.memory.total"))
                .hasSizeGreaterThan(before));
    }

    private static String metric(String name, String oid) {
        return """
                - name: %s
                  unit: KB
                  type: gauge
                  snmp_inspector:
                    matching_type: type_exact
                    oid: %s
                    type: int
                """.formatted(name, oid);
    }
}
