package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.cycle.BlacklistDelays;
import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.runtime.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.ComponentException;

class SettingsReaderTest {

    @Test
    void hasDefaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings(
                        Set.of("compute", "central"),
                        List.of("console"),
                        400_000,
                        new PollSettings(
                                4,
                                50,
                                "openstack",
                                new BlacklistDelays(Duration.ofMinutes(10), Duration.ofHours(24)))));
    }

    @Test
    void splitsListsAtCommas() {
        Settings settings = read(Map.of(
                "publishers", new String[] {"console, amqp ,,amqp"},
                "polling_namespaces", new String[] {"compute", "ipmi"}));

        assertThat(settings.publishers()).containsExactly("console", "amqp");
        assertThat(settings.namespaces()).containsExactlyInAnyOrder("compute", "ipmi");
    }

    @Test
    void prefersTheNamespacesOfTheCommandLine() {
        Settings settings =
                new SettingsReader().read(Configs.of(CoreConfig.class, Map.of()), Optional.of("central, x"));

        assertThat(settings.namespaces()).containsExactlyInAnyOrder("central", "x");
    }

    @Test
    void replacesAValueOutOfBoundsByItsDefault() {
        Settings settings = read(Map.of("threads", 0, "batch_size", -1, "lane_capacity", 0L));

        assertThat(settings).isEqualTo(read(Map.of()));
    }

    @Test
    void replacesAValueThatIsNoNumberByItsDefault() {
        Settings settings = read(Map.of("threads", new ComponentException("For input string: many")));

        assertThat(settings).isEqualTo(read(Map.of()));
    }

    private static Settings read(Map<String, Object> values) {
        return new SettingsReader().read(Configs.of(CoreConfig.class, values), Optional.empty());
    }
}
