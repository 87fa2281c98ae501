package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorConfigurationTest {

    private final ConnectorConfiguration configuration = new ConnectorConfiguration();

    @Test
    void isByDefaultTheHypervisorOfThisHost() {
        ConnectorConfiguration.Settings settings = configuration.read(Map.of());

        assertThat(settings.uri()).isEqualTo("qemu:///system");
        assertThat(settings.transport()).isEqualTo("auto");
        assertThat(settings.connection().probe()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.connection().answer()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.connection().guests().stuck()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "probe.seconds, 0, 'must be 1 to 3600, was 0; 2 is used instead'",
        "probe.seconds, -1, 'must be 1 to 3600, was -1; 2 is used instead'",
        "probe.seconds, 99999999999, 'must be 1 to 3600, was 99999999999; 2 is used instead'",
        "probe.seconds, soon, '\"soon\" is no whole number; 2 is used instead'",
        "answer.seconds, 0, 'must be 1 to 3600, was 0; 10 is used instead'",
        "parallel.calls, -1, 'must be 0 to 64, was -1; 0 is used instead'",
        "parallel.calls, 1000000, 'must be 0 to 64, was 1000000; 0 is used instead'",
        "stuck.calls, 0, 'must be 1 to 1000, was 0; 8 is used instead'",
        "transport, pigeon, 'must be one of auto, native, rpc, was \"pigeon\"; auto is used instead'",
        "type, vmware, " + "'must be one of kvm, lxc, parallels, qemu, uml, xen, was \"vmware\"; kvm is used instead'",
        "uri, qemu+tcp://me:sesame@host/system, "
                + "'must not hold a password; it belongs into libvirt''s auth.conf; none is used instead'",
        "uri, qemu+unix:///system?socket=%00, 'has a parameter that cannot be decoded; none is used instead'"
    })
    void refusesAValueOutOfBoundsWithASentence(String key, String value, String sentence) {
        ConnectorConfiguration.Settings settings = configuration.read(Map.of(key, value));

        assertThat(settings).isEqualTo(new ConnectorConfiguration().read(Map.of()));
        assertThat(configuration.refused())
                .containsExactly("io.nephoscope.connector.libvirt.cfg: " + key + ": " + sentence)
                .allSatisfy(reason -> assertThat(reason).doesNotContain("sesame"));
    }

    @Test
    void keepsTheLastValidValueInForce() {
        configuration.read(Map.of("probe.seconds", 7));

        assertThat(configuration.read(Map.of("probe.seconds", 0)).connection().probe())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void takesAPathWithBlanks() {
        assertThat(configuration
                        .read(Map.of("uri", " test:///my cloud/guests.xml "))
                        .uri())
                .isEqualTo("test:///my%20cloud/guests.xml");
    }
}
