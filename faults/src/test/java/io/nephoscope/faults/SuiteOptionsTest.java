package io.nephoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.faults.scene.Setting.Form;
import io.nephoscope.faults.strike.Fault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteOptionsTest {

    @Test
    void triesEverythingByDefault() {
        SuiteOptions options = SuiteOptions.parse();

        assertThat(options.faults()).containsExactly(Fault.values());
        assertThat(options.peers()).containsExactly("nephoscope", "ceilometer");
    }

    @Test
    void triesWhatIsShort() {
        SuiteOptions options = SuiteOptions.parse("--short");

        assertThat(options.form()).isEqualTo(Form.BRIEF);
        assertThat(options.faults()).allMatch(Fault::isBrief).doesNotContain(Fault.NODE_LOST);
    }

    @Test
    void knowsEachFaultByItsName() {
        assertThat(Arrays.stream(Fault.values())).allMatch(fault -> Fault.of(fault.option()) == fault);
        assertThat(SuiteOptions.parse("--only", "network-cut,mix").faults())
                .isEqualTo(List.of(Fault.NETWORK_CUT, Fault.MIX));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> SuiteOptions.parse("--only", "flood-of-noah")).hasMessageContaining("flood-of-noah");
        assertThatThrownBy(() -> SuiteOptions.parse("--peers", "collectd")).hasMessageContaining("--peers");
        assertThatThrownBy(() -> SuiteOptions.parse("--seed")).hasMessageContaining("value");
        assertThatThrownBy(() -> SuiteOptions.parse("--fast")).hasMessageContaining("--fast");
    }
}
