package io.nephoscope.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.tests.plugins.Ticking;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PollingDefinitionTest {

    private static final String STEADY = "  - {name: steady, interval: 1, meters: [steady], resources: ['test://one']}";
    private static final String NEW = "  - {name: new, interval: 2, meters: [new], resources: ['test://one']}";

    @RegisterExtension
    final CoreExtension core = new CoreExtension();

    @BeforeEach
    void pollSteadily() throws Exception {
        core.register("steady", new Ticking());
        core.register("new", new Ticking());
        core.polling("sources:", STEADY);
        core.awaitSamples("steady", 2);
    }

    @Test
    void leavesASourceInItsRhythmWhenAnotherComes() throws Exception {
        core.polling("sources:", STEADY, NEW);
        core.awaitSamples("new", 1);
        core.awaitSamples("steady", 5);

        assertThat(core.recorder().gapsOf("steady"))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500)));
    }

    @Test
    void keepsTheDefinitionInForceWhenTheNextIsBroken() throws Exception {
        core.polling("sources: [{name: steady}]");

        core.awaitSamples("steady", core.recorder().samplesOf("steady") + 3);

        assertThat(core.recorder().gapsOf("steady"))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500)));
    }
}
