package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.publish.StoreSettings;
import io.nephoscope.core.runtime.Settings;
import io.nephoscope.journal.JournalLimits;
import io.nephoscope.support.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    private final SettingsReader reader = new SettingsReader(Path.of("/var"));

    @Test
    void hasDefaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings(
                        Set.of("compute", "central"),
                        List.of("console"),
                        new StoreSettings(
                                StoreSettings.Kind.AUTO,
                                Path.of("/var/journal"),
                                new JournalLimits(1L << 30, 64L << 20),
                                Duration.ofDays(7),
                                StoreSettings.WhenFull.DROP_OLDEST,
                                Duration.ofMillis(50),
                                Set.of()),
                        new PollSettings(
                                4,
                                50,
                                "openstack",
                                Backoff.exact(Duration.ofMinutes(10), Duration.ofHours(24)),
                                PollSettings.Bounds.STANDARD)));
    }

    @Test
    void splitsListsAtCommas() {
        Settings settings = read(
                Map.of("publishers", "console, amqp ,,amqp", "polling.namespaces", new String[] {"compute", "ipmi"}));

        assertThat(settings.publishers()).containsExactly("console", "amqp");
        assertThat(settings.namespaces()).containsExactlyInAnyOrder("compute", "ipmi");
    }

    @Test
    void readsWhetherNamesAreWanted() {
        assertThat(read(Map.of()).polls().names()).isFalse();
        assertThat(read(Map.of("identity.name.discovery", "yes")).polls().names())
                .isTrue();
    }

    @Test
    void prefersTheNamespacesOfTheCommandLine() {
        Settings settings = reader.read(Map.of("polling.namespaces", "compute"), Optional.of("central, x"));

        assertThat(settings.namespaces()).containsExactlyInAnyOrder("central", "x");
    }

    @Test
    void replacesAValueOutOfBoundsByItsDefault() {
        Settings settings = read(Map.of(
                "threads",
                "0",
                "batch.size",
                "-1",
                "journal.full",
                "explode",
                "blacklist.max.delay",
                "99999999999999"));

        assertThat(settings).isEqualTo(read(Map.of()));
    }

    @Test
    void tellsWhyAValueIsRefused() {
        read(Map.of("threads", "many"));

        assertThat(reader.refused())
                .containsExactly("io.nephoscope.core.cfg: threads: \"many\" is no whole number; 4 is used instead");
    }

    @Test
    void keepsTheLastValidValueInForce() {
        read(Map.of("threads", "8"));

        assertThat(read(Map.of("threads", "")).polls().threads()).isEqualTo(8);
    }

    @Test
    void tellsAMisspeltKey() {
        read(Map.of("batch.sice", "1"));

        assertThat(reader.warnings())
                .containsExactly("io.nephoscope.core.cfg: batch.sice: there is no such key; did you mean batch.size?");
    }

    private Settings read(Map<String, Object> properties) {
        return reader.read(properties, Optional.empty());
    }
}
