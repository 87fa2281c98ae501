package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import io.nephoscope.testkit.openstack.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that answer declared pollsters in every wrong way, and files that change, break and repeat each other. */
class DynamicFaultsIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String DEFINITION = """
            - name: %1$s
              sample_type: gauge
              unit: thing
              endpoint_type: faults
              url_path: %2$s
              response_entries_key: things
              next_sample_url_attribute: next
              value_attribute: size
            """;
    private static final String GOOD = "{\"things\": [{\"id\": \"a\", \"size\": 1}, {\"id\": \"b\", \"size\": 2}]}";

    @TempDir
    Path folder;

    private FakeCloud cloud;
    private Agent agent;
    private Path pollsters;

    @BeforeEach
    void start() throws IOException {
        cloud = FakeCloud.start(0, Traffic.NOT_COUNTED)
                .service("faults", "/faults/")
                .serve("/faults", this::answer);
        agent = Agent.in(folder)
                .configure(
                        "io.nephoscope.connector.openstack",
                        Declared.credentials(cloud).toArray(String[]::new))
                .configure("io.nephoscope.pollsters.dynamic", "pages.max = 20")
                .polling("sources: [{name: faults, interval: 2, meters: ['thing.*']}]");
        pollsters = Files.createDirectories(agent.etc().resolve("pollsters.d"));
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        cloud.close();
    }

    private HttpAnswer answer(HttpCall call) {
        return switch (call.path()) {
            case "/faults/loop" -> page("loop", "loop");
            case "/faults/endless" -> page("x", "endless?page=" + (number(call) + 1));
            case "/faults/cut" -> HttpAnswer.json(GOOD).cut();
            case "/faults/html" -> HttpAnswer.status(200).body("text/html", "<html><body>Please sign in</body></html>");
            case "/faults/second" ->
                number(call) == 0
                        ? page("first", "second?page=1")
                        : HttpAnswer.json("{}").withStatus(500);
            case "/faults/odd" ->
                HttpAnswer.json(
                        "{\"things\": [{\"id\": \"a\", \"size\": 1}, {\"id\": \"odd\"}, 7, null, {\"id\": \"b\", \"size\": 2}]}");
            default -> HttpAnswer.json(GOOD);
        };
    }

    private static int number(HttpCall call) {
        return call.parameter("page").map(Integer::parseInt).orElse(0);
    }

    private static HttpAnswer page(String id, String next) {
        return HttpAnswer.json("{\"things\": [{\"id\": \"%s\", \"size\": 1}], \"next\": \"%s\"}".formatted(id, next));
    }

    @Test
    void tellsWhatIsWrongWithEachAnswerAndReadsTheOthers() throws Exception {
        Map<String, String> words = Map.of(
                "loop", "circle",
                "endless", "pages",
                "cut", "broke",
                "html", "JSON",
                "second", "500");
        for (String fault : words.keySet()) {
            write(fault + ".yaml", DEFINITION.formatted("thing." + fault, fault));
        }
        write("good.yaml", DEFINITION.formatted("thing.good", "good"));
        agent.run("--polling-namespaces", "central");

        // After some failures in a row the service is left alone for a while, and what follows is told of that instead.
        Operator operator = new Operator(agent);
        words.forEach((fault, word) -> await(fault).atMost(SOON).untilAsserted(() -> assertThat(error(operator, fault))
                .contains(word)));
        int before = agent.samples("thing.good").size();
        await().atMost(SOON).until(() -> agent.samples("thing.good").size() > before + 4);
        assertThat(resources("thing.second")).containsExactly("first");
        assertThat(resources("thing.html")).isEmpty();
    }

    @Test
    void anOddEntryCostsThatEntry() throws Exception {
        write("odd.yaml", DEFINITION.formatted("thing.odd", "odd"));
        agent.run("--polling-namespaces", "central");

        await().atMost(SOON).until(() -> agent.samples("thing.odd").size() >= 4);
        assertThat(resources("thing.odd")).containsExactlyInAnyOrder("a", "b");
        await().atMost(SOON).until(() -> sentences(
                        agent.command("shell", "health", "--json").output(), "thing.odd")
                .contains("size"));
    }

    @Test
    void readsAnAddressOnceForAllDefinitions() throws Exception {
        write("one.yaml", DEFINITION.formatted("thing.one", "shared"));
        write("two.yaml", DEFINITION.formatted("thing.two", "shared"));
        agent.run("--polling-namespaces", "central");

        await().atMost(SOON).until(() -> agent.samples("thing.two").size() >= 20);
        long cycles = agent.samples("thing.one").size() / 2;
        assertThat(cloud.count("/faults/shared")).isBetween(cycles, cycles + 2);
    }

    @Test
    void takesChangesOfItsFilesWithoutARestart() throws Exception {
        write("first.yaml", DEFINITION.formatted("thing.first", "first"));
        agent.run("--polling-namespaces", "central");
        await().atMost(SOON).until(() -> !agent.samples("thing.first").isEmpty());

        write("second.yaml", DEFINITION.formatted("thing.second", "first"));
        await().atMost(SOON).until(() -> !agent.samples("thing.second").isEmpty());

        write("second.yaml", DEFINITION.formatted("thing.second", "first").replace("unit: thing", "unit: stone"));
        await().atMost(SOON).until(() -> agent.samples("thing.second").stream()
                .anyMatch(sample -> sample.path("counter_unit").asText().equals("stone")));

        Files.delete(pollsters.resolve("second.yaml"));
        Operator operator = new Operator(agent);
        await().atMost(SOON).until(() -> !operator.pollsters().containsKey("thing.second"));
        int before = agent.samples("thing.first").size();
        await().atMost(SOON).until(() -> agent.samples("thing.first").size() > before + 4);
        assertThat(agent.log()).doesNotContain("Exception");
    }

    @Test
    void namesAFileThatIsBrokenAndADefinitionThatIsRepeated() throws Exception {
        write("a.yaml", DEFINITION.formatted("thing.same", "first") + DEFINITION.formatted("thing.good", "good"));
        write("b.yaml", DEFINITION.formatted("thing.same", "second"));
        write(
                "c.yaml",
                DEFINITION.formatted("thing.broken", "good").replace("gauge", "gouge")
                        + DEFINITION.formatted("thing.whole", "good"));
        write("d.yaml", "- name: [\n");
        agent.run("--polling-namespaces", "central");

        await().atMost(SOON).until(() -> !agent.samples("thing.whole").isEmpty());
        assertThat(resources("thing.same")).containsOnly("a", "b");
        String status = new Operator(agent).status();
        assertThat(status).contains("pollsters.d/c.yaml").contains("gouge").contains("pollsters.d/d.yaml");
        assertThat(sentences(agent.command("shell", "health", "--json").output(), "thing.same"))
                .contains("a.yaml")
                .contains("b.yaml")
                .contains("shadowed");
    }

    private void write(String name, String text) throws IOException {
        Path beside = Files.writeString(folder.resolve(name + ".new"), text);
        Files.move(
                beside, pollsters.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Set<String> resources(String meter) throws IOException {
        return agent.samples(meter).stream()
                .map(sample -> sample.path("resource_id").asText())
                .collect(Collectors.toSet());
    }

    /** What went wrong in its last poll. */
    private static String error(Operator operator, String fault) throws Exception {
        return operator.pollsters()
                .getOrDefault("thing." + fault, MissingNode.getInstance())
                .path("last")
                .path("error")
                .asText();
    }

    private static String sentences(String health, String name) {
        return List.of(health.replace("},{", "}\n{").split("\n", -1)).stream()
                .filter(report -> report.contains(name))
                .collect(Collectors.joining(" "));
    }
}
