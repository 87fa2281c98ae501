package io.nephoscope.faults.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class SharedOptionsTest {

    @Test
    void triesEverythingByDefault() {
        SharedOptions options = SharedOptions.parse();

        assertThat(options.faults()).containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(SharedFault.LEVELLED)));
        assertThat(options.peers()).containsExactly("nephoscope");
        assertThat(options.engine()).isEqualTo(ServerKind.ZOOKEEPER);
        assertThat(options.timing()).isEqualTo(SharedTiming.usual(Duration.ofSeconds(60)));
    }

    @Test
    void levelsCostsWhereTheyAreLookedAt() {
        SharedOptions options = SharedOptions.parse("--rebalance", "60");

        assertThat(options.faults()).containsExactly(SharedFault.values());
        assertThat(options.timing().rebalance()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void triesWhatIsShort() {
        SharedOptions options = SharedOptions.parse("--engine", "etcd", "--short", "--agents", "3", "--interval", "20");

        assertThat(options.faults()).allMatch(SharedFault::isBrief).contains(SharedFault.KILLED);
        assertThat(options.crowd().agents()).isEqualTo(3);
        assertThat(options.timing()).isEqualTo(SharedTiming.brief(Duration.ofSeconds(20)));
        assertThat(options.engine()).isEqualTo(ServerKind.ETCD);
    }

    @Test
    void doesEachFaultWithEachSeed() {
        assertThat(SharedOptions.parse("--seed", "7", "--rounds", "3").seeds()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void knowsEachFaultByItsName() {
        assertThat(Arrays.stream(SharedFault.values())).allMatch(fault -> SharedFault.of(fault.option()) == fault);
        assertThat(SharedOptions.parse("--only", "join,cut-off").faults())
                .containsExactly(SharedFault.JOIN, SharedFault.CUT_OFF);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> SharedOptions.parse("--only", "flood-of-noah")).hasMessageContaining("flood-of-noah");
        assertThatThrownBy(() -> SharedOptions.parse("--engine", "consul")).hasMessageContaining("consul");
        assertThatThrownBy(() -> SharedOptions.parse("--peers", "collectd")).hasMessageContaining("--peers");
        assertThatThrownBy(() -> SharedOptions.parse("--agents", "1")).hasMessageContaining("--agents");
        assertThatThrownBy(() -> SharedOptions.parse("--seed", "x")).hasMessageContaining("number");
        assertThatThrownBy(() -> SharedOptions.parse("--interval")).hasMessageContaining("value");
    }
}
