package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReport.State;
import org.junit.jupiter.api.Test;

class DiscoveryReporterTest {

    @Test
    void hasNothingToTellByDefault() {
        assertThat(new DiscoveryReporter(DiscoveryMethod.DEFAULT).health()).isEmpty();
    }

    @Test
    void tellsWhatHappensWhileNovaCannotListInstances() {
        DiscoveryReporter reporter = new DiscoveryReporter(new DiscoveryMethod(DiscoveryMethod.NAIVE, false));

        assertThat(reporter.health())
                .singleElement()
                .satisfies(report -> assertThat(report.message())
                        .isEqualTo("instance.discovery.method = naive needs the OpenStack connector;"
                                + " until then instances are found by the metadata of their domains"))
                .extracting(HealthReport::state)
                .isEqualTo(State.WAITING);
    }

    @Test
    void waitsForSomebodyWhoKnowsServers() {
        DiscoveryReporter reporter = new DiscoveryReporter(new DiscoveryMethod(DiscoveryMethod.LIBVIRT_METADATA, true));
        assertThat(reporter.health()).extracting(HealthReport::state).containsExactly(State.WAITING);

        reporter.directory = new FakeDirectory();

        assertThat(reporter.health()).isEmpty();
    }

    @Test
    void namesAMethodThatNobodyKnows() {
        DiscoveryReporter reporter = new DiscoveryReporter(new DiscoveryMethod("magic", false));

        assertThat(reporter.health()).extracting(HealthReport::state).containsExactly(State.FAILED);
    }
}
