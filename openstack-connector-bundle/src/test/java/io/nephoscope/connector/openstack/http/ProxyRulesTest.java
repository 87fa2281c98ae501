package io.nephoscope.connector.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "https_proxy", "http://proxy:8080",
            "HTTP_PROXY", "plain",
            "no_proxy", "localhost, .internal,example.org, 10.0.0.1,fd00::1, port.net:8774");

    private static String proxy(String uri) {
        Proxy proxy = ProxyRules.of(ENVIRONMENT).select(URI.create(uri)).get(0);
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "";
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
        assertThat(proxy(uri)).isEqualTo(proxy);
    }

    @Test
    void goesDirectlyWhereNothingIsSaidOrNothingOfUse() {
        assertThat(ProxyRules.of(Map.of("https_proxy", "http://a b")).select(URI.create("https://c")))
                .containsExactly(Proxy.NO_PROXY);
        assertThat(ProxyRules.of(Map.of("https_proxy", "http://p", "no_proxy", "*"))
                        .select(URI.create("https://c")))
                .containsExactly(Proxy.NO_PROXY);
    }
}
