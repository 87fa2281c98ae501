package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReport.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryConfigurationTest {

    @Test
    void hasNothingToTellByDefault() {
        DiscoveryConfiguration configuration = new DiscoveryConfiguration(Map.of());

        assertThat(configuration.health()).isEmpty();
        assertThat(configuration.settings().refresh()).isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.settings().fetchesExtra()).isFalse();
        assertThat(configuration.settings().factory().host()).isNotEmpty();
        assertThat(configuration.settings().factory().reserved())
                .isEqualTo(new ReservedMetadata(List.of("metering."), List.of(), 256));
    }

    @Test
    void isWhatTheOperatorWrote() {
        DiscoverySettings settings = new DiscoveryConfiguration(Map.of(
                        "host", "compute7",
                        "refresh.seconds", "30",
                        "fetch.extra.metadata", "yes",
                        "reserved.metadata.namespace", "metering., billing.",
                        "reserved.metadata.keys", "fqdn",
                        "reserved.metadata.length", 16))
                .settings();

        assertThat(settings)
                .isEqualTo(new DiscoverySettings(
                        new InstanceFactory(
                                "compute7",
                                new ReservedMetadata(List.of("metering.", "billing."), List.of("fqdn"), 16)),
                        Duration.ofSeconds(30),
                        true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"naive", "workload_partitioning"})
    void tellsWhatHappensWhileNovaCannotListInstances(String method) {
        DiscoveryConfiguration configuration = new DiscoveryConfiguration(Map.of("instance.discovery.method", method));

        assertThat(configuration.health())
                .singleElement()
                .satisfies(report -> assertThat(report.message())
                        .isEqualTo("instance.discovery.method = " + method + " needs a cloud;"
                                + " until then instances are found by the metadata of their domains"))
                .extracting(HealthReport::state)
                .isEqualTo(State.WAITING);

        configuration.cloud = new FakeNova();

        assertThat(configuration.health()).isEmpty();
    }

    @Test
    void saysHowNovaIsAskedForInstances() {
        assertThat(new DiscoveryConfiguration(Map.of("instance.discovery.method", "naive"))
                        .settings()
                        .listing())
                .contains(new DiscoverySettings.NovaListing(Duration.ZERO, Duration.ofHours(1)));
        assertThat(new DiscoveryConfiguration(Map.of(
                                "instance.discovery.method",
                                "workload_partitioning",
                                "resource.update.interval",
                                600,
                                "resource.cache.expiry",
                                0))
                        .settings()
                        .listing())
                .contains(new DiscoverySettings.NovaListing(Duration.ofMinutes(10), Duration.ZERO));
    }

    @Test
    void waitsForACloudThatKnowsServers() {
        DiscoveryConfiguration configuration = new DiscoveryConfiguration(Map.of("fetch.extra.metadata", true));
        assertThat(configuration.health()).extracting(HealthReport::state).containsExactly(State.WAITING);

        configuration.cloud = new FakeNova();

        assertThat(configuration.health()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "instance.discovery.method, magic, "
                + "'must be one of libvirt_metadata, naive, workload_partitioning, was \"magic\"; libvirt_metadata'",
        "refresh.seconds, 0, 'must be 1 to 31536000, was 0; 600'",
        "refresh.seconds, -5, 'must be 1 to 31536000, was -5; 600'",
        "reserved.metadata.length, -1, 'must be 0 to 1000000, was -1; 256'",
        "fetch.extra.metadata, maybe, 'must be true or false, was \"maybe\"; false'"
    })
    void refusesAValueOutOfBoundsWithASentence(String key, String value, String sentence) {
        DiscoveryConfiguration configuration = new DiscoveryConfiguration(Map.of(key, value));

        assertThat(configuration.settings()).isEqualTo(new DiscoveryConfiguration(Map.of()).settings());
        assertThat(configuration.health())
                .containsExactly(HealthReport.failed(
                        "instance discovery",
                        "io.nephoscope.discovery.local_instances.cfg: %s: %s is used instead".formatted(key, sentence),
                        "correct it"));
    }

    @Test
    void keepsTheLastValidValueInForce() {
        DiscoveryConfiguration configuration = new DiscoveryConfiguration(Map.of("refresh.seconds", 30));

        configuration.modified(Map.of("refresh.seconds", "soon", "host", "compute8"));

        assertThat(configuration.settings().refresh()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.settings().factory().host()).isEqualTo("compute8");
    }
}
