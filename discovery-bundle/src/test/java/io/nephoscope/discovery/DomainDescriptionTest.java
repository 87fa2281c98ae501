package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainDescriptionTest {

    @Test
    void passesOverDomainsThatAreNoneOfNovas() throws Exception {
        assertThat(DomainDescription.parse(Descriptions.FOREIGN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'<nova:name>web é €</nova:name>', '', it has no name",
        "'name=\"m1.small\"', '', its flavor has no name",
        "'<nova:vcpus>2', '<nova:vcpus>two', its flavor's vcpus is no number: two",
        "'<nova:user uuid=\"473fd148d720542fb83ff510d802eebf\"', '<nova:user', its user has no uuid",
        "'arch=\"x86_64\"', '', its type has no arch"
    })
    void saysWhatIsMissing(String part, String replacement, String complaint) {
        String broken = Descriptions.instanceWith(part, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> DomainDescription.parse(broken))
                .isInstanceOf(DescriptionException.class)
                .hasMessage(complaint);
    }

    @Test
    void refusesWhatIsNoXml() {
        assertThatThrownBy(() -> DomainDescription.parse("<domain>"))
                .isInstanceOf(DescriptionException.class)
                .hasMessageContaining("cannot be parsed");
    }

    @Test
    void neverReadsWhatADescriptionPointsTo() {
        String spying = "<!DOCTYPE domain [<!ENTITY spy SYSTEM \"file:///etc/hostname\">]><domain>&spy;</domain>";

        assertThatThrownBy(() -> DomainDescription.parse(spying)).isInstanceOf(DescriptionException.class);
    }

    @Test
    void countsMissingSizesAsZero() throws Exception {
        String sparse = Descriptions.instanceWith("<nova:swap>0</nova:swap>", "");

        assertThat(DomainDescription.parse(sparse)
                        .orElseThrow()
                        .nova()
                        .flavor()
                        .sizes()
                        .swap())
                .isEqualTo(0L);
    }
}
