package io.nephoscope.support.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;

class PublisherConfigurationTest {

    private static final Key<String> TOKEN = Key.secret("token");
    private static final Key<Long> WINDOW = Key.number("window", 1, 9).essential();

    private final Site site = new Site();
    private final Follower follower = new Follower();

    @TempDir
    Path folder;

    /** The keys of the site. */
    @interface Config {

        String token() default "";

        int window() default 3;
    }

    /** The settings of the site. */
    private record Settings(String token, long window) {}

    /** A configuration as publishers have one. */
    private static final class Site extends PublisherConfiguration<Settings> {

        Site() {
            super(
                    "site",
                    "org.example.site",
                    new Configuration("org.example.site", Config.class, TOKEN, WINDOW),
                    values -> new Settings(values.get(TOKEN), values.get(WINDOW)));
        }
    }

    /** Notes what it is told. */
    private static final class Follower implements PublisherConfiguration.Subscriber<Settings> {

        private final List<Settings> applied = new ArrayList<>();

        @Override
        public void apply(Settings settings) {
            applied.add(settings);
        }

        @Override
        public HealthReport health() {
            return HealthReport.ok("site", "fine");
        }
    }

    @Test
    void handsOverSettingsAtOnceAndWhenTheyChange() throws Exception {
        site.updated(null);

        site.subscribe(follower);
        configure(Map.of("window", "3"));
        configure(Map.of("window", "4"));

        assertThat(follower.applied).containsExactly(new Settings("", 3), new Settings("", 4));
        assertThat(site.settings()).isEqualTo(new Settings("", 4));
        assertThat(site.health()).extracting(HealthReport::message).containsExactly("fine");
    }

    @Test
    void tellsNobodyWhoHasLeft() {
        Follower other = new Follower();
        site.updated(null);
        site.subscribe(follower);
        site.subscribe(other);

        site.unsubscribe(follower);
        configure(Map.of("window", "4"));
        site.unsubscribe(other);
        configure(Map.of("window", "5"));

        assertThat(other.applied).containsExactly(new Settings("", 3), new Settings("", 4));
        assertThat(follower.applied).hasSize(1);
        assertThat(site.health()).isEmpty();
    }

    @Test
    void hasNoSettingsWhileTheFirstAreRefused() throws Exception {
        site.subscribe(follower);

        configure(Map.of("window", "0"));

        assertThatThrownBy(site::settings)
                .isInstanceOf(PublisherException.class)
                .hasMessageContaining("window: must be 1 to 9, was 0");
        assertThat(site.refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("window"));
        assertThat(site.health()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(report.remedy()).isEqualTo("Correct etc/org.example.site.cfg");
        });
        configure(Map.of("window", "5"));
        assertThat(site.refusal()).isEmpty();
        assertThat(follower.applied).containsExactly(new Settings("", 5));
    }

    @Test
    void keepsTheLastValidSettings() throws Exception {
        configure(Map.of("window", "5"));

        configure(Map.of("window", "0"));

        assertThat(site.settings().window()).isEqualTo(5);
        assertThat(site.refusal()).isEmpty();
    }

    @Test
    void warnsOfKeysThatNobodyKnows() {
        configure(Map.of("windw", "5"));

        assertThat(site.health()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.OK);
            assertThat(report.message()).contains("did you mean window?");
        });
    }

    @Test
    void readsASecretAgainWhereItStandsElsewhere() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        site.subscribe(follower);
        site.reread();
        assertThat(follower.applied).isEmpty();
        configure(Map.of("token", "file:" + token));

        Files.writeString(token, "two\n");
        site.reread();
        site.reread();

        assertThat(follower.applied).containsExactly(new Settings("one", 3), new Settings("two", 3));
    }

    private void configure(Map<String, String> keys) {
        site.updated(FrameworkUtil.asDictionary(keys));
    }
}
