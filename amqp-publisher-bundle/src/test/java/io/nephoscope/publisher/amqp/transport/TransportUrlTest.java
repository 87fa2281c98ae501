package io.nephoscope.publisher.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportUrlTest {

    @Test
    void readsSeveralHostsEachWithItsLogin() {
        TransportUrl url = TransportUrl.parse("rabbit://u1:p1@one:5673,u2:p2@two/cloud");

        assertThat(url.hosts())
                .containsExactly(
                        new BrokerAddress("one", 5673, "u1", "p1", "the first host of transport.url"),
                        new BrokerAddress("two", 5672, "u2", "p2", "the second host of transport.url"));
        assertThat(url.virtualHost()).isEqualTo("cloud");
        assertThat(url.tls()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "rabbit://, localhost, 5672, guest, guest",
        "rabbit:///vhost, localhost, 5672, guest, guest",
        "rabbit://host, host, 5672, guest, guest",
        "rabbit://host:/, host, 5672, guest, guest",
        "rabbit://u@host, host, 5672, u, guest",
        "rabbit://:p@host, host, 5672, guest, p",
        "rabbit://u:p:q@host, host, 5672, u, p:q",
        "rabbit://u@domain:p@host, host, 5672, u@domain, p",
        "rabbit://u:p%40s%2Fs%25+%C3%A9@host, host, 5672, u, p@s/s%+é",
        "'rabbit://u:p@[::1]:5673/', ::1, 5673, u, p",
        "'rabbit://u:p@[fe80::1]', fe80::1, 5672, u, p",
        "amqp://u:p@host, host, 5672, u, p",
        "kombu+rabbit://u:p@host, host, 5672, u, p",
        "amqps://u:p@host, host, 5671, u, p",
        "RABBIT://u:p@host, host, 5672, u, p"
    })
    void readsAHost(String text, String host, int port, String user, String password) {
        assertThat(TransportUrl.parse(text).hosts())
                .containsExactly(new BrokerAddress(host, port, user, password, "the first host of transport.url"));
    }

    @ParameterizedTest
    @CsvSource({
        "rabbit://host, /",
        "rabbit://host/, /",
        "rabbit://host//, /",
        "rabbit://host/%2F, /",
        "rabbit://host/a/b, a/b",
        "rabbit://host/%2Fnova, /nova",
        "rabbit://host/nova?ssl=1, nova"
    })
    void readsTheVirtualHost(String text, String virtualHost) {
        assertThat(TransportUrl.parse(text).virtualHost()).isEqualTo(virtualHost);
    }

    @Test
    void readsOptions() {
        TransportUrl url = TransportUrl.parse("rabbit://host/?ssl=1&ssl_ca_file=%2Fetc%2Fca.pem&flag");

        assertThat(url.options()).containsOnlyKeys("ssl", "ssl_ca_file").containsEntry("ssl_ca_file", "/etc/ca.pem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cr3t",
                "s3cr3t://host",
                "rabbit://u:s3cr3t/x@host",
                "rabbit://u:12/s3cr3t@host",
                "rabbit://u:12?s3cr3t@host",
                "rabbit://u:s3cr3t*@[host]",
                "rabbit://s3cr3t*host",
                "rabbit://u:s3cr3t%ff@host",
                "host:5672",
                "http://u:s3cr3t@host",
                "rabbit://u:s3cr3t@host:port",
                "rabbit://u:s3cr3t@host:0",
                "rabbit://u:s3cr3t@host:65536",
                "rabbit://u:s3cr3t@fe80::1",
                "rabbit://u:s3cr3t%zz@host",
                "rabbit://u:s3cr3t#x@host"
            })
    void refusesWhatIsNoUrlWithoutTellingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportUrl.parse(text))
                .withMessageNotContaining("s3cr3t");
    }

    /** What stands in the place of the host may be a password. */
    @Test
    void tellsNoNameOfAHostBeforeItIsFound() {
        TransportUrl url = TransportUrl.parse("amqps://user:s3cr3t@[::1]:5671,s3cr3t/nova?password=s3cr3t");

        assertThat(url).hasToString("amqps://(2 hosts)");
        assertThat(url.hosts())
                .asString()
                .isEqualTo("[the first host of transport.url, the second host of transport.url]");
        assertThat(url.hosts()).extracting(BrokerAddress::name).containsExactly("[::1]:5671", "s3cr3t:5671");
    }

    @Test
    void tellsNoNumberThatMerelyLooksLikeAnAddress() {
        assertThat(TransportUrl.parse("rabbit://12345678").hosts())
                .extracting(BrokerAddress::name)
                .containsExactly("the first host of transport.url");
    }
}
