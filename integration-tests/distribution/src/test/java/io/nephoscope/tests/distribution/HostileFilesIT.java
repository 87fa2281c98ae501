package io.nephoscope.tests.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Definitions of polling that no parser should be given, and files that are none. Each is refused and told,
 * what was in force before stays in force, and the next good one is taken.
 */
@Tag("hostile")
class HostileFilesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GOOD = "sources: [{name: all, interval: 1, meters: ['*'], resources: ['test://one']}]";

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("merges itself", "sources:\n  - &a {name: a, interval: 1, meters: ['*'], <<: *a}\n"),
            Map.entry("nests deeply", "sources: " + "[".repeat(100_000)),
            Map.entry("nests deeply in blocks", deepBlocks()),
            Map.entry("ends in an escape", "sources:\n  - name: \"\\x"),
            Map.entry("ends in half an escape", "sources:\n  - name: \"\\U0011"),
            Map.entry("multiplies by aliases", aliases()),
            Map.entry("names a class", "sources: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://x/']]"),
            Map.entry("is binary", "\u0000\u0001\u00ff\u00fe"),
            Map.entry("is not UTF-8", "sources: [{name: \u00e4, interval: 1, meters: ['*']}]"),
            Map.entry("refers to itself", "sources: &s [*s]"),
            Map.entry("has a key that is a list", "? [a, b]\n: c\nsources: [{? {x: y} : z}]"),
            Map.entry("is a number", "42"),
            Map.entry("has an endless interval", "sources: [{name: a, interval: 1e999, meters: ['*']}]"),
            Map.entry("is large", "# " + "x".repeat(64 << 20)));

    @TempDir
    Path folder;

    private Agent agent;

    @BeforeEach
    void pollAWitness() throws IOException {
        agent = Agent.in(folder).polling(GOOD);
        PluginJar.of("witness", Ticking.class).moveInto(agent.deploy(), "witness.jar");
    }

    @Test
    void refusesEachAndPollsOn() throws Exception {
        try (Agent running = agent.run()) {
            Witness witness = new Witness(running);
            Operator operator = new Operator(running);
            witness.awaitPolls(2);
            witness.beginToWatch();

            for (Map.Entry<String, String> text : TEXTS.entrySet()) {
                put(text.getValue());
                awaitRefusal(operator, text.getKey());
                agent.polling(GOOD);
                awaitRecovery(operator, text.getKey());
            }
            for (String target : List.of("/dev/zero", "/dev/stdin", "/proc/self/mem", "/nowhere", "/etc", pipe())) {
                link(target);
                awaitRefusal(operator, target);
                agent.polling(GOOD);
                awaitRecovery(operator, target);
            }

            witness.awaitPolls(2);
            witness.assertThatNothingIsMissing();
        }
    }

    @Test
    void startsWithOneThatIsRefusedAndTakesTheNext() throws Exception {
        put(TEXTS.getOrDefault("merges itself", ""));
        try (Agent running = agent.run()) {
            Operator operator = new Operator(running);
            awaitRefusal(operator, "at start");

            agent.polling(GOOD);

            new Witness(running).awaitPolls(2);
        }
    }

    private static void awaitRefusal(Operator operator, String what) {
        await(what).atMost(SOON).untilAsserted(() -> assertThat(operator.status())
                .as(what)
                .containsPattern("(FAILED|WAITING) polling.yaml"));
    }

    private static void awaitRecovery(Operator operator, String what) {
        await(what).atMost(SOON).untilAsserted(() -> assertThat(operator.status())
                .as("after " + what)
                .doesNotContainPattern("(FAILED|WAITING) polling.yaml"));
    }

    private void put(String text) throws IOException {
        Path beside = Files.write(agent.etc().resolve("polling.new"), text.getBytes(ISO_8859_1));
        Files.move(
                beside,
                agent.etc().resolve("polling.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void link(String target) throws IOException {
        Files.delete(agent.etc().resolve("polling.yaml"));
        Files.createSymbolicLink(agent.etc().resolve("polling.yaml"), Path.of(target));
    }

    private String pipe() throws IOException, InterruptedException {
        String pipe = folder.resolve("pipe").toString();
        Command.run(Map.of(), List.of("mkfifo", pipe)).text();
        return pipe;
    }

    private static String deepBlocks() {
        return IntStream.range(0, 3000)
                .mapToObj(depth -> " ".repeat(depth) + "a:")
                .collect(Collectors.joining("\n", "sources:\n", "\n"));
    }

    /** Nine lists, each of nine times the one before. */
    private static String aliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int level = 1; level < 12; level++) {
            String alias = "*a" + (level - 1);
            text.append("a%1$d: &a%1$d [%2$s]%n"
                    .formatted(
                            level,
                            String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias))));
        }
        return text + "sources: *a11\n";
    }
}
