package io.nephoscope.faults.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.faults.scene.NephoscopeAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form: several agents and one engine of three nodes, to which all short faults are done one after the other. */
@Tag("many")
class ManyAgentsIT {

    private static final Path ROOT = Path.of(System.getProperty("nephoscope.root"));
    private static final Path OUT = ROOT.resolve("target/many-agents-short");
    /** On two cores more of them are still starting when they are expected; the others of the short form take their time. */
    private static final SharedOptions OPTIONS =
            SharedOptions.parse("--short", "--agents", "4", "--only", "join,planned-stop,killed,engine-away");

    private static final SharedTable TABLE = new SharedTable();
    private static SharedRun run;

    @BeforeAll
    static void start() throws Exception {
        run = SharedRun.open(new SharedSetting(
                ROOT,
                OUT.resolve(NephoscopeAgent.NAME),
                port(),
                OPTIONS.engine(),
                OPTIONS.crowd(),
                OPTIONS.timing(),
                NephoscopeAgent.NAME));
    }

    /** Between those of the testbed's broker and those of the next check. */
    static int port() {
        String testbed = System.getenv().getOrDefault("NEPHOSCOPE_AMQP_PORT", "5696");
        return Integer.parseInt(testbed) + 5;
    }

    @AfterAll
    static void stop() throws IOException {
        if (run != null) {
            run.close();
        }
        Files.createDirectories(OUT);
        Files.writeString(OUT.resolve("many-agents.md"), TABLE.markdown());
        System.out.print("  measured, in target/many-agents-short/many-agents.md:\n" + TABLE.markdown());
    }

    static List<SharedFault> faults() {
        return OPTIONS.faults();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void losesNothingAndDoublesNothing(SharedFault fault) throws Exception {
        SharedRow row = run.run(fault, OPTIONS.seeds().get(0));

        TABLE.add(row);
        assertThat(row.problems())
                .as("%s; the agents logged: %s", row, run.lastWords())
                .isEmpty();
    }
}
