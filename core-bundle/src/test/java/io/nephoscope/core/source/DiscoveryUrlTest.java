package io.nephoscope.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiscoveryUrlTest {

    static Stream<Vectors.Case> recorded() {
        return Vectors.cases("discovery_url_parsing").stream()
                .filter(recorded -> !"fake_discovery://foo".equals(recorded.get("url")));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void parsesAsCeilometerDoes(Vectors.Case recorded) {
        DiscoveryUrl url = DiscoveryUrl.parse(recorded.get("url", String.class));

        assertThat(Arrays.asList(url.name(), url.parameter().orElse(null))).isEqualTo(recorded.get("name_param"));
    }

    @ParameterizedTest
    @CsvSource({"endpoint:compute, endpoint, compute", "x://a/b/c?q=1#f, x, a/b/c", "FOO:bar, foo, bar"})
    void takesTheParameterFromBehindTheColon(String text, String name, String parameter) {
        DiscoveryUrl url = DiscoveryUrl.parse(text);

        assertThat(url).isEqualTo(new DiscoveryUrl(text, name, Optional.of(parameter)));
    }

    /** Ceilometer loses it. */
    @Test
    void keepsTheParameterOfANameWithUnderscores() {
        DiscoveryUrl url = DiscoveryUrl.parse("fake_discovery://foo");

        assertThat(url.name()).isEqualTo("fake_discovery");
        assertThat(url.parameter()).hasValue("foo");
    }
}
