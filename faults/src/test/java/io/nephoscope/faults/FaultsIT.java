package io.nephoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nephoscope.faults.report.FaultTable;
import io.nephoscope.faults.report.Row;
import io.nephoscope.faults.scene.NephoscopeAgent;
import io.nephoscope.faults.scene.Setting;
import io.nephoscope.faults.strike.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form: one agent and one broker, to which all short faults are done one after the other. */
@Tag("faults")
class FaultsIT {

    private static final Path ROOT = Path.of(System.getProperty("nephoscope.root"));
    private static final Path OUT = ROOT.resolve("target/faults-short");
    /** What its faults decide is the same each time. */
    private static final long SEED = 1;

    private static final FaultTable TABLE = new FaultTable();
    private static FaultRun run;

    @BeforeAll
    static void start() throws Exception {
        Setting setting = new Setting(ROOT, OUT, port(), Setting.Form.BRIEF, Setting.Queue.CLASSIC, Setting.USUAL);
        run = FaultRun.open(setting.in(NephoscopeAgent.NAME), NephoscopeAgent.NAME, 1);
    }

    /** Between those of the testbed's broker and those of the next check. */
    private static int port() {
        String testbed = System.getenv().getOrDefault("NEPHOSCOPE_AMQP_PORT", "5696");
        return Integer.parseInt(testbed) + 5;
    }

    @AfterAll
    static void stop() throws IOException {
        if (run != null) {
            run.close();
        }
        Files.createDirectories(OUT);
        Files.writeString(OUT.resolve("faults.md"), TABLE.markdown());
        System.out.print("  measured, in target/faults-short/faults.md:\n" + TABLE.markdown());
    }

    static Stream<Fault> faults() {
        return Arrays.stream(Fault.values()).filter(Fault::isBrief);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void losesNothingAndDoublesNothingSilently(Fault fault) throws Exception {
        String refusal = run.refusal(fault);
        assumeTrue(refusal.isEmpty(), refusal);

        Row row = run.run(fault, SEED);

        TABLE.add(row);
        assertThat(row.problems())
                .as("%s; the agent logged: %s", row, run.lastWords())
                .isEmpty();
    }
}
