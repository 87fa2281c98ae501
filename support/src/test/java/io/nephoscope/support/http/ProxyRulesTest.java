package io.nephoscope.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "https_proxy", "http://proxy:8080",
            "HTTP_PROXY", "plain",
            "no_proxy", "localhost, .internal,example.org, 10.0.0.1,fd00::1, port.net:8774");

    private static String proxy(String uri, Optional<ProxyAddress> configured) {
        return ProxyRules.of(ENVIRONMENT, configured)
                .before(URI.create(uri))
                .map(ProxyAddress::toString)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "https://cloud:5000,        proxy:8080",
        "http://cloud:5000,         plain:3128",
        "https://localhost:5000,    ''",
        "https://a.internal,        ''",
        "https://internal,          ''",
        "https://example.org,       ''",
        "https://api.Example.org,   ''",
        "https://notexample.org,    proxy:8080",
        "https://10.0.0.1,          ''",
        "https://10.0.0.11,         proxy:8080",
        "https://[fd00::1]:5000,    ''",
        "https://port.net:8774,     ''",
        "https://port.net:5000,     proxy:8080",
    })
    void choosesAsTheEnvironmentSays(String uri, String proxy) {
        assertThat(proxy(uri, Optional.empty())).isEqualTo(proxy);
    }

    @Test
    void goesDirectlyWhereNothingIsSaidOrNothingOfUse() {
        for (Map<String, String> environment : List.of(
                Map.<String, String>of(),
                Map.of("https_proxy", "http://a b"),
                Map.of("https_proxy", "http://p", "no_proxy", "*"))) {
            ProxySelector selector =
                    ProxyRules.of(environment, Optional.empty()).selector();

            assertThat(selector.select(URI.create("https://c"))).containsExactly(Proxy.NO_PROXY);
        }
    }

    @Test
    void prefersTheProxyThatIsConfiguredButForWhatIsExempt() {
        Optional<ProxyAddress> configured = Optional.of(ProxyAddress.of("http://own:1"));

        assertThat(proxy("https://cloud", configured)).isEqualTo("own:1");
        assertThat(proxy("http://cloud", configured)).isEqualTo("own:1");
        assertThat(proxy("https://localhost", configured)).isEmpty();
    }
}
