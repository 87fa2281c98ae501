package io.nephoscope.pollsters.dynamic.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AddressesTest {

    private static Stream<JsonNode> vectors(String group) throws IOException {
        try (InputStream in = AddressesTest.class.getResourceAsStream("/ceilometer-dynamic-pollsters.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(in).path(group).spliterator(), false);
        }
    }

    static Stream<JsonNode> joined() throws IOException {
        return vectors("url_join");
    }

    static Stream<JsonNode> followed() throws IOException {
        return vectors("next_page_url");
    }

    @ParameterizedTest
    @MethodSource("joined")
    void joinsAsCeilometer(JsonNode vector) {
        assertThat(Addresses.join(
                        vector.path("endpoint").asText(),
                        vector.path("url_path").asText()))
                .isEqualTo(vector.path("url").asText());
    }

    @ParameterizedTest
    @MethodSource("followed")
    void followsAsCeilometer(JsonNode vector) {
        assertThat(Addresses.next(
                        vector.path("endpoint").asText(), vector.path("next").asText()))
                .isEqualTo(vector.path("url").asText());
    }

    /** What Python's urljoin says of these. */
    @ParameterizedTest
    @CsvSource({
        "http://h/a/b/c, ../../x, http://h/a/x",
        "http://h/a, ../../../x, http://h/x",
        "http://h/a, ./x/./y, http://h/a/x/y",
        "http://h/a, x/.., http://h/a/",
        "http://h/a, x//y, http://h/a/x/y",
        "http://h, x?y=1#z, http://h/x?y=1",
        "https://[::1]:80/a, b, https://[::1]:80/a/b"
    })
    void resolvesDots(String endpoint, String path, String url) {
        assertThat(Addresses.join(endpoint, path)).isEqualTo(url);
    }

    @Test
    void encodesWhatMayNotStandInAnAddress() throws Exception {
        assertThat(Addresses.uri("http://h/a b?c={d}&e=ü%20")).hasToString("http://h/a%20b?c=%7Bd%7D&e=%C3%BC%20");
    }

    @ParameterizedTest
    @CsvSource({"/v1/x", "ftp://h/x", "http:///x", "//o/n", "http://h:port/"})
    void refusesWhatIsNoAddress(String url) {
        assertThatExceptionOfType(RequestException.class).isThrownBy(() -> Addresses.uri(url));
    }

    @Test
    void showsNoSecret() {
        assertThat(Addresses.shown("http://user:hidden@h/a?token=hidden")).isEqualTo("http://***@h/a");
    }

    @ParameterizedTest
    @CsvSource({"controller, v1/things, controller/v1/things", "mailto:a, /x, mailto:a//x"})
    void leavesAnEndpointThatIsNoAddressAsItIs(String endpoint, String path, String joined) {
        assertThat(Addresses.join(endpoint, path)).isEqualTo(joined);
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> Addresses.uri(joined))
                .withMessageContaining(joined + " is no address");
    }
}
