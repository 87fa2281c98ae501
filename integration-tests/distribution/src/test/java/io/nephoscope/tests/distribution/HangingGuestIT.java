package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent while the process of one of ten guests is stopped. */
@Tag("libvirt")
class HangingGuestIT {

    private static final int GUESTS = 10;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HUNG = "instance-00001004";
    private static final List<String> ALL =
            IntStream.range(0, GUESTS).mapToObj(number -> "crowd-" + number).toList();
    private static final List<String> OTHERS =
            ALL.stream().filter(name -> !name.equals("crowd-4")).toList();

    @TempDir
    Path folder;

    @BeforeEach
    void startGuests() throws Exception {
        Testbed.call("libvirt", "start");
        Testbed.call("guests", "up", String.valueOf(GUESTS), "--halted");
    }

    @AfterEach
    void endGuests() throws Exception {
        Testbed.call("guests", "heal", HUNG);
        for (int number = 0; number < GUESTS; number++) {
            Testbed.call("guests", "down", "instance-%08x".formatted(0x1000 + number));
        }
    }

    @Test
    void pollsTheOthersAndNamesTheOneThatHangs() throws Exception {
        try (Agent agent = Agent.in(folder)
                .configure("io.nephoscope.connector.libvirt", "uri=" + Testbed.libvirtUri())
                .polling("sources: [{name: all, interval: 3, meters: [memory.resident, network.incoming.bytes]}]")
                .run()) {
            await().atMost(SOON).until(() -> cycles(agent, "memory.resident").size() >= 3);

            Testbed.call("guests", "hang", HUNG);
            await().atMost(SOON)
                    .until(() -> agent.command("shell", "status").output().contains(HUNG + " (since "));
            int cyclesBefore = cycles(agent, "network.incoming.bytes").size();
            await().atMost(SOON)
                    .until(() -> cycles(agent, "network.incoming.bytes").size() >= cyclesBefore + 3);

            assertThat(cycles(agent, "memory.resident"))
                    .allSatisfy(names -> assertThat(names).containsAll(OTHERS));
            assertThat(cycles(agent, "network.incoming.bytes"))
                    .allSatisfy(names -> assertThat(names).containsAll(ALL));
            assertThat(last(agent, "memory.resident")).doesNotContain("crowd-4");
            assertThat(agent.command("shell", "status").output())
                    .containsIgnoringWhitespaces("1 of at most 8 calls are stuck");

            Testbed.call("guests", "heal", HUNG);
            await().atMost(SOON).until(() -> last(agent, "memory.resident").contains("crowd-4"));
            assertThat(agent.command("shell", "status").output()).doesNotContain(HUNG);
            assertThat(agent.log().lines().filter(line -> line.contains(HUNG)))
                    .satisfiesExactly(line -> assertThat(line).contains("does not answer"), line -> assertThat(line)
                            .contains("answers again"));
        }
    }

    private static List<String> last(Agent agent, String meter) throws IOException {
        List<List<String>> cycles = cycles(agent, meter);
        return cycles.get(cycles.size() - 1);
    }

    /** The names of the guests in each cycle that is over. */
    private static List<List<String>> cycles(Agent agent, String meter) throws IOException {
        TreeMap<String, List<String>> cycles = agent.samples(meter).stream()
                .collect(groupingBy(
                        sample -> sample.path("timestamp").asText(),
                        TreeMap::new,
                        mapping(HangingGuestIT::displayName, toList())));
        if (!cycles.isEmpty()) {
            cycles.pollLastEntry();
        }
        return List.copyOf(cycles.values());
    }

    private static String displayName(JsonNode sample) {
        return sample.path("resource_metadata").path("display_name").asText();
    }
}
