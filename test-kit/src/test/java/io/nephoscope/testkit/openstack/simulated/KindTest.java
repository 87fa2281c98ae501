package io.nephoscope.testkit.openstack.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KindTest {

    @ParameterizedTest
    @EnumSource
    void findsTheNumberOfEachId(Kind kind) {
        assertThat(kind.number(kind.id(0))).isZero();
        assertThat(kind.number(kind.id(99_999))).isEqualTo(99_999);
        assertThat(kind.number("unknown")).isEqualTo(-1);
    }

    @Test
    void tellsIdsOfTwoKindsApart() {
        assertThat(Kind.VOLUME.number(Kind.SNAPSHOT.id(3))).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONTAINER", "BUCKET"})
    void hasAFormWithoutPlacesLeft(Kind kind) {
        Entries entries = new Entries(CloudSize.USUAL.with(kind, 12));

        for (int number = 0; number < 12; number++) {
            assertThat(new String(entries.of(kind).apply(number), StandardCharsets.UTF_8))
                    .startsWith("{")
                    .endsWith("}")
                    .doesNotContain("{{", "}}}}");
        }
    }

    @Test
    void isCalledAsOnTheCommandLine() {
        assertThat(Kind.FLOATING_IP.option()).isEqualTo("--floating-ips");
        assertThat(Kind.FIREWALL_POLICY.option()).isEqualTo("--firewall-policies");
    }
}
