package io.nephoscope.faults.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agents of Ceilometer and of ours in one group of tooz, in one ZooKeeper. */
@Tag("many")
class MixedAgentsIT {

    private static final Path ROOT = Path.of(System.getProperty("nephoscope.root"));

    /** What each of Ceilometer's polls beside the others while it starts is over when all is polled once. */
    @Test
    void shareEndpointsToTheLastOne() throws Exception {
        SharedOptions options = SharedOptions.parse("--short", "--agents", "4", "--peers", SharedOptions.MIXED);
        SharedSetting setting = new SharedSetting(
                ROOT,
                ROOT.resolve("target/many-agents-short").resolve(SharedOptions.MIXED),
                ManyAgentsIT.port(),
                options.engine(),
                options.crowd(),
                options.timing(),
                SharedOptions.MIXED);
        try (SharedRun run = SharedRun.open(setting)) {
            SharedRow row = run.run(SharedFault.NOTHING, 1);

            System.out.println("  measured with two agents of Ceilometer and two of ours: " + row);
            assertThat(row.problems())
                    .as("%s; the agents logged: %s", row, run.lastWords())
                    .isEmpty();
            assertThat(row.verdict().due())
                    .isGreaterThanOrEqualTo(options.crowd().resources());
            assertThat(row.verdict().lost()).as("lost: %s", row).isZero();
            assertThat(row.verdict().doubles().silent()).as("doubled: %s", row).isZero();
        }
    }
}
