package io.nephoscope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.benchmarks.peers.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    @Test
    void measuresEverythingFiveTimesByDefault() {
        Options options = Options.parse();

        assertThat(options.crowds()).hasSize(6).contains(new Crowd(100, false), new Crowd(10_000, true));
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.wants("collectd")).isTrue();
    }

    @Test
    void takesSmallCrowdsFirst() {
        assertThat(Options.parse("--guests", "50,2", "--simulated", "none").crowds())
                .isEqualTo(List.of(new Crowd(2, false), new Crowd(50, false)));
    }

    @Test
    void leavesOutPeersThatAreNotNamed() {
        Options options = Options.parse("--peers", "ceilometer,floor");

        assertThat(options.wants("ceilometer")).isTrue();
        assertThat(options.wants("collectd")).isFalse();
    }

    @Test
    void measuresAnotherBuildBesideThisOne(@TempDir Path older) throws IOException {
        Path script =
                Files.createFile(Files.createDirectory(older.resolve("bin")).resolve("nephoscope"));
        assertThat(script.toFile().setExecutable(true)).isTrue();

        Options options = Options.parse("--peers", "nephoscope-rpc,baseline=" + older);

        assertThat(options.builds()).isEqualTo(Map.of("baseline", older));
        assertThat(options.wants("nephoscope-rpc")).isTrue();
        assertThat(options.wants("ceilometer")).isFalse();
    }

    @Test
    void refusesABuildThatIsNoneOrHasTheNameOfAPeer(@TempDir Path empty) {
        assertThatThrownBy(() -> Options.parse("--peers", "baseline=" + empty)).hasMessageContaining("bin/nephoscope");
        assertThatThrownBy(() -> Options.parse("--peers", "floor=" + empty)).hasMessageContaining("name of its own");
        assertThatThrownBy(() -> Options.parse("--peers", "=" + empty)).hasMessageContaining("name of its own");
    }

    @Test
    void letsRoundsBeChosenInAQuickRun() {
        assertThat(Options.parse("--quick", "--rounds", "2").rounds()).isEqualTo(2);
    }

    @Test
    void letsTheAgentSettleForLess() {
        assertThat(Options.parse("--settle", "30").settling()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Options.parse().settling()).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void keepsWhatIsKnownOnlyIfAsked() {
        assertThat(Options.parse("--add").add()).isTrue();
        assertThat(Options.parse().add()).isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.parse("--fast")).hasMessage("unknown option: --fast");
        assertThatThrownBy(() -> Options.parse("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> Options.parse("--guests", "1,many")).hasMessageContaining("many");
        assertThatThrownBy(() -> Options.parse("--rounds", "0")).hasMessageContaining("0");
    }

    @Test
    void refusesPeersThatDoNotExist() {
        assertThatThrownBy(() -> Options.parse("--peers", "telegraf")).hasMessageContaining("telegraf");
    }
}
