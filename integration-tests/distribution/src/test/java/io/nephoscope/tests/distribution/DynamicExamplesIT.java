package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.simulated.SavedAnswers;
import io.nephoscope.tests.pages.Page;
import io.nephoscope.tests.pages.Page.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/dynamic-pollsters.md give the samples that the page shows. */
class DynamicExamplesIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Pattern NAME = Pattern.compile("^- name: (.*)$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void giveTheSamplesThatThePageShows() throws Exception {
        List<Code> blocks =
                Page.read(Agent.ROOT.resolve("docs/dynamic-pollsters.md")).code();
        Set<String> shown = blocks.stream()
                .filter(block -> block.language().equals("samples"))
                .flatMap(block -> block.lines().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).hasSizeGreaterThan(30);
        String definitions = blocks.stream()
                .filter(block -> block.language().equals("yaml"))
                .flatMap(block -> block.lines().stream())
                .collect(Collectors.joining("\n", "", "\n"));

        try (FakeCloud cloud = Declared.cloud();
                Agent agent = agent(cloud)) {
            Path pollsters = Files.createDirectories(agent.etc().resolve("pollsters.d"));
            Files.writeString(pollsters.resolve("page.yaml"), SavedAnswers.withAddress(definitions, cloud));
            agent.polling("sources: [{name: page, interval: 1, meters: [%s]}]".formatted(names(definitions)))
                    .run("--polling-namespaces", "central");

            await().atMost(SOON).until(() -> told(agent).containsAll(shown));
            assertThat(told(agent)).isEqualTo(shown);
        }
    }

    private Agent agent(FakeCloud cloud) throws IOException {
        return Agent.in(folder)
                .configure(
                        "io.nephoscope.connector.openstack",
                        Declared.credentials(cloud).toArray(String[]::new));
    }

    private static String names(String definitions) {
        return NAME.matcher(definitions).results().map(name -> name.group(1)).collect(Collectors.joining(", "));
    }

    private static Set<String> told(Agent agent) throws IOException {
        return agent.samples().stream().map(DynamicExamplesIT::line).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String line(JsonNode sample) {
        JsonNode metadata = sample.path("resource_metadata");
        return sample.path("counter_name").asText()
                + " "
                + (sample.path("resource_id").isNull()
                        ? "-"
                        : sample.path("resource_id").asText())
                + " "
                + sample.path("counter_volume")
                + (metadata.isEmpty() ? "" : " " + metadata);
    }
}
