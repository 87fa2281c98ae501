package io.nephoscope.support.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void namesFileLineAndKey() {
        assertThat(new Problem(7, "sources[0].interval", "must be a number").in("polling.yaml"))
                .isEqualTo("polling.yaml:7: sources[0].interval: must be a number");
    }

    /** A line feed or a colon too many makes a key of what was meant as a value. */
    @Test
    void showsNoPasswordOfAUrlThatBecameAKey() {
        assertThat(new Problem(1, "sources[0].snmp://ro:secret@10.0.0.7", "is not known").in("polling.yaml"))
                .contains("10.0.0.7")
                .doesNotContain("secret");
    }
}
