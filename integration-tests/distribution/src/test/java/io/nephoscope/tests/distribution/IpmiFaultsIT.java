package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real ipmitool before a board, and a program in its place that fails in every way. */
@Tag("ipmi")
class IpmiFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TEMPERATURE = "hardware.ipmi.temperature";
    private static final List<String> METERS = List.of(
            TEMPERATURE, "hardware.ipmi.voltage", "hardware.ipmi.current", "hardware.ipmi.fan", "hardware.ipmi.power");

    @TempDir
    Path folder;

    private Agent agent;
    private Path program;

    @BeforeEach
    void start() throws Exception {
        Testbed.call("ipmi", "stop");
        Testbed.call("ipmi", "start", "--odd");
        program = folder.resolve("ipmitool");
        agent = Agent.in(Files.createDirectory(folder.resolve("agent")))
                .configure("io.nephoscope.discovery.local_instances", "host=compute-0")
                .polling("sources: [{name: all, interval: 1, meters: ['*']}]");
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        Testbed.call("ipmi", "stop");
    }

    private void run(String... lines) throws Exception {
        agent.configure(
                        "io.nephoscope.pollsters.ipmi",
                        "program=" + program,
                        "arguments=" + Testbed.call("ipmi", "arguments"),
                        "password=" + Testbed.call("ipmi", "password"),
                        String.join("\n", lines))
                .run("--polling-namespaces", "ipmi");
    }

    /** Replaces the program at once. */
    private void does(String commands) throws IOException {
        Path beside = Files.writeString(folder.resolve("next"), "#!/bin/sh\n" + commands + "\n");
        assertThat(beside.toFile().setExecutable(true)).isTrue();
        Files.move(beside, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void heals() throws IOException {
        does("exec ipmitool \"$@\"");
    }

    private void awaitSamples() throws IOException {
        int before = agent.samples().size();
        await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples().stream()
                        .skip(before)
                        .map(sample -> sample.path("counter_name").asText())
                        .collect(toSet()))
                .containsAll(METERS));
    }

    private JsonNode health() throws Exception {
        for (JsonNode report : agent.json("shell", "health", "--json")) {
            if (report.path("subject").asText().equals("IPMI")) {
                return report;
            }
        }
        return MissingNode.getInstance();
    }

    private void awaitTold(String state, String message) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(health().path("message").asText()).contains(message);
            assertThat(health().path("state").asText()).isEqualTo(state);
            assertThat(health().path("remedy").asText()).isNotEmpty();
        });
    }

    private void awaitWell() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(health().isMissingNode()).isTrue());
    }

    @Test
    void comesBackFromEachFaultByItself() throws Exception {
        run("timeout=1", "polling.retry=-1");
        awaitTold("WAITING", "there is no file " + program);

        heals();
        awaitSamples();
        awaitWell();

        does("sleep 600 & exec sleep 600");
        awaitTold("FAILED", "did not answer within the time of its poll and was ended");
        does("yes 'Sensor ID : x'");
        awaitTold("FAILED", "said more than 4194304 bytes");
        does("head -c 100000 /dev/urandom");
        awaitTold("FAILED", "listed nothing that is a sensor");
        does("echo 'Error: out of sorts' >&2; exit 1");
        awaitTold("FAILED", "ended with 1: Error: out of sorts");
        does(
                "echo 'Could not open device at /dev/ipmi0 or /dev/ipmi/0 or /dev/ipmidev/0: Permission denied' >&2; exit 1");
        awaitTold("FAILED", "must not open the board's device");
        assertThat(program.toFile().setExecutable(false)).isTrue();
        awaitTold("FAILED", "must not be executed");

        heals();
        awaitSamples();
        awaitWell();

        Testbed.call("ipmi", "stop");
        awaitTold("FAILED", "");
        Testbed.call("ipmi", "start", "--odd");
        awaitSamples();
        awaitWell();

        assertThat(agent.log()
                        .lines()
                        .filter(line -> line.contains("hardware.ipmi."))
                        .count())
                .as(agent.log())
                .isLessThan(100);
        assertThat(agent.log()).doesNotContain(Testbed.call("ipmi", "password"));
        assertThat(childrenOfTheAgent()).isEmpty();
    }

    /** What a hanging program had started would still be there. */
    private List<String> childrenOfTheAgent() {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    try {
                        Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
                        return Files.readString(environment, StandardCharsets.ISO_8859_1)
                                        .contains("NEPHOSCOPE_VAR=" + agent.state())
                                && process.info().commandLine().orElse("").contains("sleep 600");
                    } catch (IOException e) {
                        return false;
                    }
                })
                .map(process -> process.info().commandLine().orElse(""))
                .toList();
    }

    @Test
    void readsNamesThatAreNoAsciiOrHoldColons() throws Exception {
        heals();
        run();

        await().atMost(SOON).untilAsserted(() -> assertThat(resources(TEMPERATURE))
                .contains("compute-0-flüssigkühlung_(0x15)", "compute-0-cpu1_temp_(0x1)"));
        await().atMost(SOON).untilAsserted(() -> assertThat(resources("hardware.ipmi.voltage"))
                .contains("compute-0-psu1:_in_(0x16)"));
    }

    private Set<String> resources(String meter) throws IOException {
        return agent.samples(meter).stream()
                .map(sample -> sample.path("resource_id").asText())
                .collect(toSet());
    }

    @Test
    void restsAfterFailuresAndIsWokenByTheOperator() throws Exception {
        does("exit 1");
        run("polling.retry=1");
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        agent.command("shell", "blacklist").output())
                .contains(TEMPERATURE)
                .contains("failed 2 times in a row"));

        heals();
        agent.command("shell", "unblacklist", TEMPERATURE).text();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(agent.samples(TEMPERATURE)).isNotEmpty());
    }
}
