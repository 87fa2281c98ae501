package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StaticGroupTest {

    @Test
    void isNamedByTheResourcesAlone() {
        String name = StaticGroup.of(List.of("snmp://b", "snmp://a", "snmp://b"));

        assertThat(name)
                .isEqualTo("static-e1264b77d3f6bd26")
                .isEqualTo(StaticGroup.of(List.of("snmp://a", "snmp://b")));
        assertThat(StaticGroup.of(List.of("snmp://a"))).isNotEqualTo(name);
        assertThat(StaticGroup.of(List.of("ab", "c"))).isNotEqualTo(StaticGroup.of(List.of("a", "bc")));
    }
}
